package dev.segue.cli.shop;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws positions with given probabilities. */
final class Draw {
    private final double[] upTo;

    /**
     * @param weights at least one, none negative, not all zero; need not add up to 1
     */
    Draw(double... weights) {
        upTo = weights.clone();
        Arrays.parallelPrefix(upTo, Double::sum);
        if (upTo[upTo.length - 1] <= 0 || Arrays.stream(weights).anyMatch(weight -> weight < 0)) {
            throw new IllegalArgumentException("weights must not be negative, nor all zero");
        }
    }

    int draw(RandomGenerator random) {
        double point = random.nextDouble() * upTo[upTo.length - 1];
        for (int i = 0; i < upTo.length - 1; i++) {
            if (point < upTo[i]) {
                return i;
            }
        }
        return upTo.length - 1;
    }

    /** A whole number around a mean, by Knuth's multiplication method (The Art of Computer Programming 2, 3.4.1). */
    static int poisson(RandomGenerator random, double mean) {
        double limit = Math.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
