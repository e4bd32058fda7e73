package dev.segue.console.operations;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far the segmenter is behind.
 *
 * @param at as of when, epoch milliseconds; 0 for never
 * @param stale whether the broker has not answered since
 * @param partitions of each partition of the inputs
 */
public record Lag(long at, boolean stale, List<PartitionLag> partitions) {
    static final Lag UNKNOWN = new Lag(0, true, List.of());

    Lag outdated() {
        return new Lag(at, true, partitions);
    }

    /** Records not read yet. */
    public long records() {
        return partitions.stream().mapToLong(PartitionLag::records).sum();
    }

    /** The most seconds of any partition; null where one is behind for longer than can be told, or nothing is known. */
    public @Nullable Double seconds() {
        if (partitions.isEmpty() || partitions.stream().anyMatch(partition -> partition.seconds() == null)) {
            return null;
        }
        return partitions.stream()
                .map(PartitionLag::seconds)
                .filter(Objects::nonNull)
                .max(Double::compare)
                .orElse(null);
    }
}
