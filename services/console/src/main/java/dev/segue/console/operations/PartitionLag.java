package dev.segue.console.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * How far the segmenter is behind on a partition of an input.
 *
 * @param topic full name
 * @param partition the partition
 * @param end offset of the next record to be written
 * @param committed offset of the next record to be read; null where none was read yet
 * @param records how many lie between
 * @param seconds for how long the first of them has been there; null where that is longer than can be told
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PartitionLag(
        String topic,
        int partition,
        long end,
        @Nullable Long committed,
        long records,
        @Nullable Double seconds) {}
