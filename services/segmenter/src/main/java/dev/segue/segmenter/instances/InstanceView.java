package dev.segue.segmenter.instances;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An instance, as others see it.
 *
 * @param instance Kafka Streams' client id, which its consumers' and producers' ids begin with; null while it is not known
 * @param address host and port other instances reach it at; null before it starts
 * @param state that of Kafka Streams; what it waits for; or {@value #UNREACHABLE}
 * @param self whether it is the one that was asked
 * @param tasks those it has or is about to have, by partition
 * @param threads stream threads that are alive; null where it is not reachable
 * @param stateBytes what its stores take on disk and in write buffers; null as above
 * @param commitLatencyMs how long a commit takes on average, of the slowest thread; null as above, and before any
 * @param processRate records a second, of all threads; null as above
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record InstanceView(
        @Nullable String instance,
        @Nullable String address,
        String state,
        @JsonProperty("this") boolean self,
        List<TaskView> tasks,
        @Nullable Integer threads,
        @Nullable Long stateBytes,
        @Nullable Double commitLatencyMs,
        @Nullable Double processRate) {
    static final String UNREACHABLE = "UNREACHABLE";

    /**
     * A task.
     *
     * @param task its id
     * @param partition of each of its topics
     * @param topics what it reads
     * @param restoring whether its stores are not yet open to be read; null where that is not known
     * @param remainingRecords how many records of changelogs are left to read until they are, about; null as above
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record TaskView(
            String task,
            int partition,
            List<String> topics,
            @Nullable Boolean restoring,
            @Nullable Long remainingRecords) {}

    /** One that does not answer. */
    static InstanceView unreachable(String address, List<TaskView> tasks) {
        return new InstanceView(null, address, UNREACHABLE, false, tasks, null, null, null, null);
    }

    /** The same as another instance sees it. */
    InstanceView seenByAnother() {
        return new InstanceView(
                instance, address, state, false, tasks, threads, stateBytes, commitLatencyMs, processRate);
    }
}
