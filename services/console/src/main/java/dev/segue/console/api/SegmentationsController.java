package dev.segue.console.api;

import dev.segue.console.answers.Impact;
import dev.segue.console.answers.Members;
import dev.segue.console.answers.Rule;
import dev.segue.console.customers.CustomerMap;
import dev.segue.console.customers.MapView;
import dev.segue.console.models.Models;
import dev.segue.console.moves.Flows;
import dev.segue.console.moves.FlowsView;
import dev.segue.console.outcomes.OutcomeRow;
import dev.segue.console.outcomes.OutcomeRows;
import dev.segue.console.relay.Question;
import dev.segue.console.relay.Services;
import dev.segue.console.segments.SegmentCard;
import dev.segue.console.segments.SegmentCards;
import dev.segue.console.segments.SegmentDetail;
import dev.segue.console.segments.SegmentDetails;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Segments: what they are, who is in them, who moved, and what was done about it. */
@Controller("/api/v1/segmentations/{segmentation}")
@Fails.Always
@Tag(name = "Segments", description = "What segments are, who is in them, who moved, and what was done about it")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SegmentationsController {
    private final Models models;
    private final SegmentCards cards;
    private final SegmentDetails details;
    private final Flows flows;
    private final OutcomeRows outcomes;
    private final OverviewView overview;
    private final CustomerMap map;
    private final Services services;

    SegmentationsController(
            Models models,
            SegmentCards cards,
            SegmentDetails details,
            Flows flows,
            OutcomeRows outcomes,
            OverviewView overview,
            CustomerMap map,
            Services services) {
        this.models = models;
        this.cards = cards;
        this.details = details;
        this.flows = flows;
        this.outcomes = outcomes;
        this.overview = overview;
        this.map = map;
        this.services = services;
    }

    /**
     * The first page. Customers, money, rates, and every segment at a glance.
     *
     * @param segmentation id of one that has a model
     * @return How the segmentation is doing
     */
    @Get("/overview")
    @Fails.NotFound
    Overview overview(String segmentation) {
        requireModel(segmentation);
        return overview.of(segmentation);
    }

    /**
     * Every segment at a glance. Those of the model in force and those that still have customers, the largest first, all on one page.
     *
     * @param segmentation id of one that has a model
     * @return All segments
     */
    @Get("/segments")
    @Fails.NotFound
    Page<SegmentCard> segments(String segmentation) {
        requireModel(segmentation);
        return new Page<>(cards.of(segmentation), null, false);
    }

    /**
     * All there is to know of a segment. What makes it different, what its customers did, where it comes from, what they buy.
     *
     * @param segmentation id of one that has a model
     * @param id the segment's
     * @param from first day of the KPIs, ISO 8601; the first there is where it is not given
     * @param to last day of the KPIs, ISO 8601; the last there is where it is not given
     * @return The segment
     */
    @Get("/segments/{id}")
    @Fails.NotFound
    SegmentDetail segment(
            String segmentation, String id, @QueryValue @Nullable LocalDate from, @QueryValue @Nullable LocalDate to) {
        requireModel(segmentation);
        return details.of(segmentation, id, from, to)
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.NOT_FOUND,
                        "%s has no segment '%s'; it has %s"
                                .formatted(
                                        segmentation,
                                        id,
                                        cards.of(segmentation).stream()
                                                .map(SegmentCard::id)
                                                .toList())));
    }

    /**
     * Who is in a segment. By customer id. A page may hold few customers, or none, and still have a next one.
     *
     * @param segmentation id of one that has a model
     * @param id the segment's
     * @param cursor the former page's {@code cursor}
     * @param limit how many at most
     */
    @Get("/segments/{id}/members")
    @ApiResponse(
            responseCode = "200",
            description = "A page of them",
            content = @Content(schema = @Schema(implementation = Members.class)))
    @Fails.NotFound
    @Fails.NotNow
    HttpResponse<?> members(
            String segmentation,
            String id,
            @QueryValue @Nullable String cursor,
            @Schema(minimum = "1", maximum = "500") @QueryValue(defaultValue = "50") int limit) {
        return services.segmenter(Question.get("/segmentations/%s/segments/%s/members?limit=%d%s"
                        .formatted(
                                Question.encoded(segmentation),
                                Question.encoded(id),
                                Page.limit(limit),
                                cursor == null ? "" : "&cursor=" + Question.encoded(cursor))))
                .handOn();
    }

    /**
     * How many customers a rule is true of now. A rule is a condition in the playbooks' language. Nothing is written or sent.
     *
     * @param segmentation id of one that has a model
     * @param rule a JSON object with the condition as {@code when}
     */
    @Post("/impacted")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Rule.class)))
    @ApiResponse(
            responseCode = "200",
            description = "How many, and in which segments",
            content = @Content(schema = @Schema(implementation = Impact.class)))
    @Fails.NotFound
    @Fails.WrongBody
    @Fails.Unusable
    @Fails.NotNow
    HttpResponse<?> impacted(String segmentation, @Body byte[] rule) {
        return services.segmenter(Question.post(
                        "/segmentations/%s/impacted".formatted(Question.encoded(segmentation)),
                        MediaType.APPLICATION_JSON,
                        rule))
                .handOn();
    }

    /**
     * Who moved from where to where. Of the changes that are held in memory, which the answer says how far back go.
     *
     * @param segmentation id of one that has a model
     * @param from first moment, event time, ISO 8601; the earliest held where it is not given
     * @param to last moment, ISO 8601; the latest held where it is not given
     * @param cause only changes of these causes, separated by commas, in any case
     * @return How many moved from each segment to each other
     */
    @Get("/flows")
    @Fails.NotFound
    FlowsView flows(
            String segmentation,
            @QueryValue @Nullable Instant from,
            @QueryValue @Nullable Instant to,
            @QueryValue @Nullable List<String> cause) {
        requireModel(segmentation);
        List<String> causes = cause == null
                ? List.of()
                : cause.stream().map(one -> one.toUpperCase(Locale.ROOT)).toList();
        return flows.of(segmentation, from, to, causes);
    }

    /**
     * Customers where near is alike. In the space of the first three principal components of the model's features; of many
     * customers, 3,000.
     *
     * @param segmentation id of one that has a model of three features or more
     * @return The map
     */
    @Get("/map")
    @Fails.NotFound
    MapView map(String segmentation) {
        requireModel(segmentation);
        long customers =
                cards.of(segmentation).stream().mapToLong(SegmentCard::size).sum();
        return models.inForce(segmentation)
                .flatMap(model -> map.of(model, customers))
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.NOT_FOUND,
                        "there is no map of %s: it needs three features and four customers".formatted(segmentation)));
    }

    /**
     * What became of strategies. Of each in all, by segment, and by variant, against customers who were left alone; all on one page.
     *
     * @param segmentation id of one that has a model
     * @return All rows
     */
    @Get("/strategies")
    @Fails.NotFound
    Page<OutcomeRow> strategies(String segmentation) {
        requireModel(segmentation);
        return new Page<>(outcomes.of(segmentation), null, false);
    }

    private void requireModel(String segmentation) {
        if (models.inForce(segmentation).isEmpty()) {
            throw new ProblemException(
                    HttpStatus.NOT_FOUND,
                    "there is no model of '%s' yet; there are models of %s"
                            .formatted(segmentation, models.segmentations()));
        }
    }
}
