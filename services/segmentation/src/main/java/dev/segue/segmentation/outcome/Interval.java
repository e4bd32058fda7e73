package dev.segue.segmentation.outcome;

/**
 * An estimate with its 95 % confidence interval.
 *
 * @param low lower bound, at most the estimate
 * @param estimate the estimate
 * @param high upper bound, at least the estimate
 */
public record Interval(double low, double estimate, double high) {
    public Interval {
        if (!(low <= estimate && estimate <= high)) {
            throw new IllegalArgumentException(
                    "an interval needs low <= estimate <= high, not %s, %s, %s".formatted(low, estimate, high));
        }
    }

    /** Whether a value lies in it, bounds included. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    /** Whether zero lies outside, so that there is an effect at all. */
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }
}
