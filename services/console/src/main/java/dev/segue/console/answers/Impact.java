package dev.segue.console.answers;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * Whom a condition holds for.
 *
 * @param segmentation whose segments are counted
 * @param modelVersion of its model in force
 * @param asOf the moment; null on event time before the first event
 * @param customers how many it holds for
 * @param of how many there are
 * @param unreadable how many more could not be read
 * @param bySegment the segments of the model, in its order; then those that only customers are in whom it has not looked at yet;
 *     last those who are in none
 */
public record Impact(
        String segmentation,
        long modelVersion,
        @Nullable Instant asOf,
        long customers,
        long of,
        long unreadable,
        List<OfSegment> bySegment) {

    /**
     * How many of a segment's customers a condition holds for.
     *
     * @param segment id; null for those who are in none
     * @param customers how many it holds for
     * @param of how many there are
     */
    public record OfSegment(@Nullable String segment, long customers, long of) {}
}
