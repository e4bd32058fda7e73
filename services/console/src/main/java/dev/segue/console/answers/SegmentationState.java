package dev.segue.console.answers;

import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * How a segmentation stands.
 *
 * @param id the segmentation
 * @param state starting while topics are read, waiting for customers, ready, or blocked
 * @param eligibleCustomers sampled customers who count towards training
 * @param minCustomers how many the first model waits for
 * @param modelVersion version of the model in force; not there while there is none
 * @param trainedAt when that was trained; not there while there is none
 * @param detail for people
 * @param heldVersion the version that waits for a person; null where none does
 */
public record SegmentationState(
        String id,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                allowableValues = {"starting", "waiting", "ready", "blocked"})
        String state,

        int eligibleCustomers,
        int minCustomers,

        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) @Nullable
        Long modelVersion,

        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) @Nullable
        Instant trainedAt,

        String detail,
        @Nullable Long heldVersion) {}
