package dev.segue.trainer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a segmentation stands.
 *
 * @param id the segmentation
 * @param state whether it can be trained now
 * @param eligible sampled customers who count towards training
 * @param needed how many the first model waits for
 * @param version version of the model in force; null where there is none
 * @param trainedAt when that was trained
 * @param detail for people
 */
public record SegmentationStatus(
        String id,
        State state,
        int eligible,
        int needed,
        @Nullable Long version,
        @Nullable Instant trainedAt,
        String detail) {
    /** Whether a segmentation can be trained now. */
    public enum State {
        /** Not all topics are read up to their ends yet. */
        STARTING,
        /** There are too few customers. */
        WAITING,
        /** It can be trained. */
        READY,
        /** The model in force cannot be used, or another trainer has taken over. */
        BLOCKED
    }
}
