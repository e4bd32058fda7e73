package dev.segue.segmentation.selection;

import java.util.OptionalInt;

/**
 * Where a falling curve that flattens bends most: Kneedle (Satopaa, Albrecht, Irwin and Raghavan, "Finding a 'kneedle'
 * in a haystack", 2011, section III) with its sensitivity 1 and without its smoothing, for which a curve over a few
 * numbers of clusters is too short. On the curve scaled to the unit square the knee is where it is farthest below the
 * chord, and it counts only if the curve then comes back towards the chord by more than an average step.
 */
final class Knee {
    private static final double SENSITIVITY = 1;

    private Knee() {}

    /**
     * The bend of a curve.
     *
     * @param values of a falling curve, at equal steps
     * @return index of the knee; empty where there are fewer than three values, or no bend
     */
    static OptionalInt of(double[] values) {
        int last = values.length - 1;
        double fall = last < 2 ? 0 : values[0] - values[last];
        if (!(fall > 0)) {
            return OptionalInt.empty();
        }
        double[] below = new double[values.length];
        int knee = 0;
        for (int i = 0; i <= last; i++) {
            below[i] = (values[0] - values[i]) / fall - (double) i / last;
            knee = below[i] > below[knee] ? i : knee;
        }
        double threshold = below[knee] - SENSITIVITY / last;
        for (int i = knee + 1; knee > 0 && i <= last; i++) {
            if (below[i] < threshold) {
                return OptionalInt.of(knee);
            }
        }
        return OptionalInt.empty();
    }
}
