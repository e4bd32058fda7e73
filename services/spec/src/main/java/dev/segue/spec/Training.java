package dev.segue.spec;

import java.time.Duration;

/**
 * When and on what a segmentation is trained.
 *
 * @param minCustomers customers who count that the first model waits for, one or more
 * @param sample most customers trained on, at least {@code minCustomers}
 * @param seed seed of the random numbers
 * @param interval time from a model to the next, more than zero
 * @param halfLife time after which what a model was trained on counts half in the next, more than zero
 * @param fullEvery longest time from a full search to the next; in between, models go on from the one in force unless the
 *     customers have drifted; more than zero
 */
public record Training(
        int minCustomers, int sample, long seed, Duration interval, Duration halfLife, Duration fullEvery) {
    /** What holds unless a specification says otherwise. */
    public static final Training DEFAULT =
            new Training(100, 20_000, 1, Duration.ofHours(1), Duration.ofDays(7), Duration.ofDays(7));

    public Training {
        if (minCustomers < 1) {
            throw new IllegalArgumentException("min_customers must be 1 or more, not " + minCustomers);
        }
        if (sample < minCustomers) {
            throw new IllegalArgumentException(
                    "sample must be at least min_customers (%d), not %d".formatted(minCustomers, sample));
        }
        requirePositive("interval", interval);
        requirePositive("half_life", halfLife);
        requirePositive("full_every", fullEvery);
    }

    private static void requirePositive(String field, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(field + " must be more than zero, not " + duration);
        }
    }
}
