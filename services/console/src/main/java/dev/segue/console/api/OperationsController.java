package dev.segue.console.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.console.answers.Instance;
import dev.segue.console.deadletters.DeadLetters;
import dev.segue.console.follow.TopicFollower;
import dev.segue.console.operations.LagWatch;
import dev.segue.console.operations.PartitionLag;
import dev.segue.console.operations.Throughput;
import dev.segue.console.relay.Answer;
import dev.segue.console.relay.Question;
import dev.segue.console.relay.ServiceAwayException;
import dev.segue.console.relay.Services;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.type.Argument;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Is it healthy, and if not, where. */
@Controller("/api/v1")
@Fails.Always
@Tag(name = "Operations", description = "Is it healthy, and if not, where")
@ExecuteOn(TaskExecutors.BLOCKING)
final class OperationsController {
    private final LagWatch watch;
    private final DeadLetters deadLetters;
    private final Services services;
    private final TopicFollower follower;
    private final ObjectMapper json;

    OperationsController(
            LagWatch watch, DeadLetters deadLetters, Services services, TopicFollower follower, ObjectMapper json) {
        this.watch = watch;
        this.deadLetters = deadLetters;
        this.services = services;
        this.follower = follower;
        this.json = json;
    }

    /**
     * How the stream is doing.
     *
     * @param asOf when the broker was last asked
     * @param stale whether it has not answered since
     * @param lag of each partition of the inputs
     * @param instances of the segmenter, as any of them says; empty where none answers
     * @param services what is to be said of each service
     * @param deadLetters input records that could not be used
     * @param throughput input records a second, of the last five minutes
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "Operations")
    record Operations(
            Instant asOf,
            boolean stale,
            List<PartitionLag> lag,

            @ArraySchema(schema = @Schema(implementation = Instance.class))
            List<Map<String, Object>> instances,

            List<ServiceState> services,
            LetterCount deadLetters,
            List<Throughput> throughput) {}

    /**
     * How a service is.
     *
     * @param name segmenter, trainer or console
     * @param status {@code UP} or {@code DOWN}
     * @param detail what is wrong; null while nothing is, or it is not known
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "ServiceState")
    record ServiceState(
            String name, String status, @Nullable String detail) {}

    /**
     * Dead letters.
     *
     * @param total how many there are
     * @param byReason how many by the code of their reason
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "LetterCount")
    record LetterCount(long total, Map<String, Long> byReason) {}

    /**
     * How the stream is doing. Lag by partition, instances of the segmenter, services, dead letters, throughput.
     *
     * @return How it is; also where a service is down, which it then says
     */
    @Get("/operations")
    Operations operations() {
        var lag = watch.lag();
        String trouble = follower.trouble();
        List<Map<String, Object>> instances = List.of();
        ServiceState segmenter;
        try {
            instances = instances(services.segmenter(Question.get("/instances")));
            segmenter = new ServiceState("segmenter", "UP", null);
        } catch (ServiceAwayException | IOException e) {
            segmenter = new ServiceState("segmenter", "DOWN", e.getMessage());
        }
        return new Operations(
                Instant.ofEpochMilli(lag.at()),
                lag.stale(),
                lag.partitions(),
                instances,
                List.of(segmenter, trainer(), new ServiceState("console", trouble == null ? "UP" : "DOWN", trouble)),
                new LetterCount(deadLetters.total(), deadLetters.byReason()),
                watch.throughput());
    }

    private ServiceState trainer() {
        try {
            Answer answer = services.trainer(Question.get("/health"));
            return new ServiceState("trainer", answer.ok() ? "UP" : "DOWN", null);
        } catch (ServiceAwayException e) {
            return new ServiceState("trainer", "DOWN", e.getMessage());
        }
    }

    @SuppressWarnings("unchecked") // of JSON objects
    private List<Map<String, Object>> instances(Answer answer) throws IOException {
        Map<String, Object> body = json.readValue(answer.body(), Argument.mapOf(String.class, Object.class));
        Object items = body == null ? null : body.get("items");
        return items instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
    }
}
