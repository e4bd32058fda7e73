package dev.segue.console.answers;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * An instance of the segmenter.
 *
 * @param instance Kafka Streams' client id; null for one that does not answer
 * @param address where other instances reach it; null before it starts
 * @param state that of Kafka Streams; what it waits for; {@code UNREACHABLE} where it does not answer
 * @param self whether it is the one that was asked
 * @param tasks those it has or is about to have
 * @param threads stream threads alive; null for one that does not answer
 * @param stateBytes what its stores take on disk and in write buffers; null as above
 * @param commitLatencyMs average time of a commit of the slowest thread; null as above, and before any
 * @param processRate records a second; null as above
 */
public record Instance(
        @Nullable String instance,
        @Nullable String address,
        String state,
        @JsonProperty("this") boolean self,
        List<Task> tasks,
        @Nullable Integer threads,
        @Nullable Long stateBytes,
        @Nullable Double commitLatencyMs,
        @Nullable Double processRate) {

    /**
     * A task.
     *
     * @param task its id
     * @param partition of each of its topics
     * @param topics what it reads
     * @param restoring whether its stores cannot be read yet; null where that is not known
     * @param remainingRecords how many records are left to read until they can be; null as above
     */
    public record Task(
            String task,
            int partition,
            List<String> topics,
            @Nullable Boolean restoring,
            @Nullable Long remainingRecords) {}
}
