package dev.segue.segmentation.clustering;

import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Transform;
import java.util.Arrays;

/**
 * A feature to cluster on, before its scaling is known.
 *
 * @param name feature name, as in the feature catalogue
 * @param transform applied to the raw value
 * @param clip where the tails are cut
 * @param weight how much the feature counts; greater than zero
 */
public record Dimension(String name, Transform transform, Clip clip, double weight) {

    /**
     * Quantiles of the transformed values beyond which a value is taken as the quantile.
     *
     * @param low lower quantile, 0 (no cut) or more
     * @param high upper quantile, more than {@code low}, 1 (no cut) or less
     */
    public record Clip(double low, double high) {
        /** Cuts nothing. */
        public static final Clip NONE = new Clip(0, 1);

        public Clip {
            if (!(low >= 0 && low < high && high <= 1)) {
                throw new IllegalArgumentException(
                        "clip quantiles must be 0 <= low < high <= 1, not %s and %s".formatted(low, high));
            }
        }
    }

    public Dimension {
        if (!(weight > 0 && Double.isFinite(weight))) {
            throw new IllegalArgumentException(
                    "feature %s: weight must be greater than zero, not %s".formatted(name, weight));
        }
    }

    /**
     * Fits imputation, clipping and standardisation to a sample. The missing are imputed with the median; centre and
     * scale are mean and population standard deviation of the clipped values of those who have the feature, so that how
     * many lack it does not stretch it. A feature that does not vary gets scale 1 and so the coordinate 0; one that
     * nobody has is imputed with 0.
     *
     * @param raw raw values, NaN where absent
     */
    public ModelFeature fit(double[] raw) {
        double[] present = Arrays.stream(raw)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (present.length == 0) {
            return new ModelFeature(
                    name, transform, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, 1, weight);
        }
        double median = quantile(present, 0.5);
        // The transforms are increasing, so the order holds.
        double[] transformed = Arrays.stream(present).map(transform::apply).toArray();
        double low = clip.low() > 0 ? quantile(transformed, clip.low()) : Double.NEGATIVE_INFINITY;
        double high = clip.high() < 1 ? quantile(transformed, clip.high()) : Double.POSITIVE_INFINITY;
        double[] clipped = Arrays.stream(transformed)
                .map(value -> Math.min(Math.max(value, low), high))
                .toArray();
        double mean = Arrays.stream(clipped).sum() / clipped.length;
        double variance = Arrays.stream(clipped)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / clipped.length;
        return new ModelFeature(name, transform, median, low, high, mean, scale(mean, variance), weight);
    }

    /** What rounding alone leaves of a constant column must not be blown up to 1. */
    private static double scale(double mean, double variance) {
        double deviation = Math.sqrt(variance);
        return deviation > 10 * Math.ulp(1.0) * Math.max(1, Math.abs(mean)) ? deviation : 1;
    }

    /** Linear between the neighbours: definition 7 of Hyndman and Fan, "Sample quantiles", 1996. */
    private static double quantile(double[] sorted, double q) {
        double position = q * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
