package dev.segue.console.api;

import dev.segue.console.access.Askers;
import dev.segue.console.access.Role;
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
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;

/** Customers, and what happened to them lately. */
@Controller("/api/v1")
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

    /** Ids of customers that begin so, in their order. */
    @Get("/customers")
    HttpResponse<?> customers(
            @QueryValue(defaultValue = "") String prefix,
            @QueryValue @Nullable String cursor,
            @QueryValue(defaultValue = "50") int limit) {
        return services.segmenter(Question.get("/customers?prefix=%s&limit=%d%s"
                        .formatted(
                                Question.encoded(prefix),
                                Page.limit(limit),
                                cursor == null ? "" : "&cursor=" + Question.encoded(cursor))))
                .handOn();
    }

    /**
     * A customer: features, and where they are in every segmentation, and why. 503 with Retry-After while the instance that
     * has them changes.
     */
    @Get("/customers/{id}")
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

    /** What happened to a customer lately, the newest first. */
    @Get("/customers/{id}/timeline")
    Timeline timeline(
            HttpRequest<?> request,
            String id,
            @QueryValue @Nullable String cursor,
            @QueryValue(defaultValue = "50") int limit) {
        return page(request, move -> move.customer().equals(id), cursor, limit);
    }

    /**
     * What happened lately, the newest first.
     *
     * @param segmentation only of this segmentation
     * @param cause only changes of this cause
     * @param type {@code change} or {@code trigger}; both where it is not given
     */
    @Get("/changes")
    Timeline changes(
            HttpRequest<?> request,
            @QueryValue @Nullable String segmentation,
            @QueryValue @Nullable String cause,
            @QueryValue @Nullable String type,
            @QueryValue @Nullable String cursor,
            @QueryValue(defaultValue = "50") int limit) {
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
