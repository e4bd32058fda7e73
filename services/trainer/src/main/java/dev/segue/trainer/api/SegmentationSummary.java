package dev.segue.trainer.api;

import dev.segue.trainer.SegmentationStatus;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.Locale;

/**
 * How a segmentation stands.
 *
 * @param id the segmentation
 * @param state starting, waiting, ready or blocked
 * @param eligibleCustomers sampled customers who count towards training
 * @param minCustomers how many the first model waits for
 * @param modelVersion version of the model in force, where there is one
 * @param trainedAt when that was trained
 * @param detail for people
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record SegmentationSummary(
        String id,
        String state,
        int eligibleCustomers,
        int minCustomers,
        @Nullable Long modelVersion,
        @Nullable Instant trainedAt,
        String detail) {

    static SegmentationSummary of(SegmentationStatus status) {
        return new SegmentationSummary(
                status.id(),
                status.state().name().toLowerCase(Locale.ROOT),
                status.eligible(),
                status.needed(),
                status.version(),
                status.trainedAt(),
                status.detail());
    }
}
