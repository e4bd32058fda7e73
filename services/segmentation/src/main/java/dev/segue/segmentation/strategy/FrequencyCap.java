package dev.segue.segmentation.strategy;

import java.time.Duration;

/**
 * How often a customer is addressed at most: so many triggers in every stretch of time of this length, held-out ones
 * counted.
 *
 * @param most 1 to {@value #HIGHEST}
 * @param within length of the stretch, more than zero; a trigger exactly as long ago no longer counts
 */
public record FrequencyCap(int most, Duration within) {
    /** The highest number that can be counted, as so many moments are remembered of a customer. */
    public static final int HIGHEST = 32;

    public FrequencyCap {
        if (most < 1 || most > HIGHEST) {
            throw new IllegalArgumentException("most must be from 1 to %d, not %d".formatted(HIGHEST, most));
        }
        if (within.isZero() || within.isNegative()) {
            throw new IllegalArgumentException("within must be more than zero, not " + within);
        }
    }
}
