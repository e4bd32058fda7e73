package dev.segue.console.api;

import dev.segue.console.access.Asker;
import dev.segue.console.access.Askers;
import dev.segue.console.access.Role;
import dev.segue.console.follow.TopicFollower;
import dev.segue.console.live.Audience;
import dev.segue.console.live.EventId;
import dev.segue.console.live.LiveStream;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.reactivestreams.Publisher;

/** What happens, as it happens. */
@Controller("/api/v1/stream")
@Fails.Always
@Tag(name = "Stream", description = "What happens, as it happens")
final class StreamController {
    /** Streams that one may have open at a time. */
    private static final int MOST_STREAMS = 250;

    private final LiveStream live;
    private final TopicFollower follower;
    private final Askers askers;

    StreamController(LiveStream live, TopicFollower follower, Askers askers) {
        this.follower = follower;
        this.askers = askers;
        this.live = live;
    }

    /**
     * Server-sent events. {@code change} and {@code trigger} as they come, with a {@code MoveView} as data; {@code rates} each
     * second, a {@code PulseBrief}; {@code kpis} where they changed, a {@code KpiBrief}; {@code model} when another comes into
     * force, a {@code ModelNews}. Only changes and triggers have ids, by which a client resumes; at another console than before,
     * some may come once more, under the same ids in their data.
     *
     * @param segmentation of this segmentation only; of all where it is not given
     * @param lastHeader the last id the client has, as browsers send it when they reconnect
     * @param lastQuery the same for a client that connects anew
     */
    @Get
    @ApiResponse(
            responseCode = "200",
            description =
                    "Events until the client goes, as in the HTML standard: each with `event`, `data` as JSON, and maybe `id`",
            content =
                    @Content(mediaType = MediaType.TEXT_EVENT_STREAM, schema = @Schema(implementation = String.class)))
    @Fails.NotNow
    @Fails.TooMany
    @Produces(MediaType.TEXT_EVENT_STREAM)
    @ExecuteOn(TaskExecutors.BLOCKING)
    Publisher<byte[]> stream(
            HttpRequest<?> request,
            @QueryValue @Nullable String segmentation,
            @Header("Last-Event-ID") @Nullable String lastHeader,
            @QueryValue("last_event_id") @Nullable String lastQuery) {
        String last = lastHeader == null ? lastQuery : lastHeader;
        EventId resume = last == null || last.isEmpty()
                ? null
                : EventId.of(last)
                        .orElseThrow(() -> new ProblemException(
                                HttpStatus.BAD_REQUEST, "'%s' is not an id that this stream gave".formatted(last)));
        if (!follower.caughtUp()) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE, "the console has not read yet what there is already");
        }
        Asker asker = askers.required(request);
        if (live.streams(asker.name()) >= MOST_STREAMS) {
            throw new ProblemException(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "%s has %d streams open already".formatted(asker.name(), MOST_STREAMS));
        }
        return live.open(asker.name(), new Audience(segmentation, asker.may(Role.OPERATOR)), resume);
    }
}
