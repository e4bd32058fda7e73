package dev.segue.console.api;

import dev.segue.console.access.Askers;
import dev.segue.console.access.Role;
import dev.segue.console.answers.Customer;
import dev.segue.console.answers.CustomerIds;
import dev.segue.console.moves.Move;
import dev.segue.console.moves.MoveView;
import dev.segue.console.moves.MoveViews;
import dev.segue.console.moves.Moves;
import dev.segue.console.relay.Answer;
import dev.segue.console.relay.Question;
import dev.segue.console.relay.Services;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.ObjectMapper;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;

/** Customers, and what happened to them lately. */
@Controller("/api/v1")
@Fails.Always
@Tag(name = "Customers", description = "Customers, and what happened to them lately")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CustomersController {
    private final Services services;
    private final Moves moves;
    private final MoveViews views;
    private final Askers askers;
    private final ObjectMapper json;

    CustomersController(Services services, Moves moves, MoveViews views, Askers askers, ObjectMapper json) {
        this.askers = askers;
        this.json = json;
        this.services = services;
        this.moves = moves;
        this.views = views;
    }

    /**
     * Ids of customers. Those that begin with a prefix, in their order. A page may hold fewer than asked for, or none, and still
     * have a next one.
     *
     * @param prefix what the ids begin with; all customers where it is not given
     * @param cursor the former page's {@code cursor}
     * @param limit how many at most
     */
    @Get("/customers")
    @ApiResponse(
            responseCode = "200",
            description = "A page of them",
            content = @Content(schema = @Schema(implementation = CustomerIds.class)))
    @Fails.NotNow
    HttpResponse<?> customers(
            @QueryValue @Nullable String prefix,
            @QueryValue @Nullable String cursor,
            @Schema(minimum = "1", maximum = "500") @QueryValue(defaultValue = "50") int limit) {
        return services.segmenter(Question.get("/customers?prefix=%s&limit=%d%s"
                        .formatted(
                                prefix == null ? "" : Question.encoded(prefix),
                                Page.limit(limit),
                                cursor == null ? "" : "&cursor=" + Question.encoded(cursor))))
                .handOn();
    }

    /**
     * A customer. Features, where they are in every segmentation, and why. 503 with Retry-After while the instance that has them
     * changes; 404 is never a guess.
     *
     * @param id the customer's
     */
    @Get("/customers/{id}")
    @ApiResponse(
            responseCode = "200",
            description = "The customer as of now",
            content = @Content(schema = @Schema(implementation = Customer.class)))
    @Fails.NotFound
    @Fails.NotNow
    HttpResponse<?> customer(HttpRequest<?> request, String id) throws IOException {
        Answer answer = services.segmenter(Question.get("/customers/" + Question.encoded(id)));
        return answer.ok() && !seesProfiles(request)
                ? HttpResponse.ok(withoutProfile(answer.body())).contentType(MediaType.APPLICATION_JSON_TYPE)
                : answer.handOn();
    }

    private boolean seesProfiles(HttpRequest<?> request) {
        return askers.required(request).may(Role.OPERATOR);
    }

    /** A customer as the segmenter tells of them, without what is of their profile. */
    private byte[] withoutProfile(byte[] body) throws IOException {
        JsonNode customer = json.readValue(body, Argument.of(JsonNode.class));
        return json.writeValueAsBytes(Profiles.removed(Objects.requireNonNull(customer)));
    }

    /**
     * What happened to a customer lately. The newest first; empty for one that is not known.
     *
     * @param id the customer's
     * @param cursor the former page's {@code cursor}
     * @param limit how many at most
     * @return A page of changes and triggers, and how far back they go
     */
    @Get("/customers/{id}/timeline")
    Timeline timeline(
            HttpRequest<?> request,
            String id,
            @QueryValue @Nullable String cursor,
            @Schema(minimum = "1", maximum = "500") @QueryValue(defaultValue = "50") int limit) {
        return page(request, move -> move.customer().equals(id), cursor, limit);
    }

    /**
     * What happened lately. Changes of segments and triggers of strategies, the newest first.
     *
     * @param segmentation only of this segmentation
     * @param cause only changes of this cause, such as {@code BEHAVIOUR}, in any case
     * @param type {@code change} or {@code trigger}; both where it is not given
     * @param cursor the former page's {@code cursor}
     * @param limit how many at most
     * @return A page of changes and triggers, and how far back they go
     */
    @Get("/changes")
    Timeline changes(
            HttpRequest<?> request,
            @QueryValue @Nullable String segmentation,
            @QueryValue @Nullable String cause,
            @Schema(allowableValues = {"change", "trigger"}) @QueryValue @Nullable String type,
            @QueryValue @Nullable String cursor,
            @Schema(minimum = "1", maximum = "500") @QueryValue(defaultValue = "50") int limit) {
        Move.Type wanted = type(type);
        String wantedCause = cause == null ? null : cause.toUpperCase(Locale.ROOT);
        return page(
                request,
                move -> (segmentation == null || move.segmentation().equals(segmentation))
                        && (wanted == null || move.type() == wanted)
                        && (wantedCause == null || wantedCause.equals(move.cause())),
                cursor,
                limit);
    }

    private static Move.@Nullable Type type(@Nullable String type) {
        return switch (type) {
            case null -> null;
            case "change" -> Move.Type.CHANGE;
            case "trigger" -> Move.Type.TRIGGER;
            default ->
                throw new ProblemException(
                        HttpStatus.BAD_REQUEST, "type must be change or trigger, not '%s'".formatted(type));
        };
    }

    private Timeline page(HttpRequest<?> request, Predicate<Move> which, @Nullable String cursor, int limit) {
        List<Move> found = moves.newest(Page.position(cursor, Long.MAX_VALUE), Page.limit(limit) + 1, which);
        Page<Move> page = Page.of(found, limit, Move::number);
        boolean profiles = seesProfiles(request);
        List<MoveView> items = page.items().stream()
                .map(views::of)
                .map(view -> profiles ? view : view.withoutProfile())
                .toList();
        Long oldest = moves.reachesBackTo();
        return new Timeline(items, page.cursor(), page.hasMore(), oldest == null ? null : Instant.ofEpochMilli(oldest));
    }
}
