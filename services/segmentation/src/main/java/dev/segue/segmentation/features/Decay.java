package dev.segue.segmentation.features;

import java.time.Duration;

/**
 * Exponential forward decay (Cormode, Shkapenyuk, Srivastava and Xu, "Forward Decay: A Practical Time Decay Model for
 * Streaming Systems", ICDE 2009, section 3.1): an item's weight depends on its own time and a landmark alone, so items may
 * be added in any order. The landmark moves along with the latest item, which the exponential allows without loss.
 *
 * @param halfLifeMillis milliseconds in which a weight halves; greater than zero
 */
public record Decay(long halfLifeMillis) {
    private static final double LN2 = Math.log(2);

    public Decay {
        if (halfLifeMillis <= 0) {
            throw new IllegalArgumentException("half-life must be greater than zero, not " + halfLifeMillis + " ms");
        }
    }

    /** A decay of the given half-life. */
    public static Decay halfLife(Duration halfLife) {
        return new Decay(halfLife.toMillis());
    }

    /**
     * What is left of a weight of one.
     *
     * @param elapsedMillis milliseconds passed, zero or more
     * @return in (0, 1]; 0 only after more than a thousand half-lives
     */
    public double remaining(long elapsedMillis) {
        return elapsedMillis == 0 ? 1 : Math.exp(-LN2 * elapsedMillis / halfLifeMillis);
    }

    /** The half-life in days. */
    public double halfLifeDays() {
        return (double) halfLifeMillis / Duration.ofDays(1).toMillis();
    }
}
