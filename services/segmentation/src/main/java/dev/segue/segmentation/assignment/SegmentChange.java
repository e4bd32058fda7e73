package dev.segue.segmentation.assignment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer moved from one segment to another.
 *
 * @param id name-based UUID of segmentation, customer, the customer's how-manyeth change, and its time
 * @param customer who
 * @param at event time of the change, epoch milliseconds
 * @param segmentation in which segmentation
 * @param from id of the segment left; null for none
 * @param to id of the segment entered; null for none
 * @param fromSlug its slug; null for none, and for a segment the model no longer has
 * @param toSlug its slug; null for none
 * @param cause why
 * @param causedBy id of the event or request that caused it; null for time and models
 * @param modelVersion version of the model that decided
 * @param distance distance to the segment entered; NaN for none
 * @param second id of the next nearest segment; null for none
 * @param secondDistance distance to it; NaN for none
 * @param explanation the features that decided, the strongest first
 */
public record SegmentChange(
        String id,
        String customer,
        long at,
        String segmentation,
        @Nullable String from,
        @Nullable String to,
        @Nullable String fromSlug,
        @Nullable String toSlug,
        Cause cause,
        @Nullable String causedBy,
        long modelVersion,
        double distance,
        @Nullable String second,
        double secondDistance,
        List<Contribution> explanation) {}
