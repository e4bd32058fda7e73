package dev.segue.segmentation.outcome;

import dev.segue.segmentation.features.EventIds;
import java.util.random.RandomGenerator;

/**
 * Random numbers that a text decides: the fingerprint of the text starts SplitMix64 (Steele, Lea and Flood, 2014). The same
 * text always draws the same numbers, so what was drawn can be drawn again from the log. One thread.
 */
final class Draws implements RandomGenerator {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    Draws(String text) {
        state = EventIds.fingerprint(text);
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** From the beta distribution, as a share of two gamma variates. */
    double beta(double a, double b) {
        double x = gamma(a);
        return x / (x + gamma(b));
    }

    /**
     * From the gamma distribution of scale 1 (Marsaglia and Tsang, 2000).
     *
     * @param shape 1 or more
     */
    private double gamma(double shape) {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = nextGaussian();
            double root = 1 + c * x;
            double v = root * root * root;
            if (v > 0 && Math.log(1 - nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
