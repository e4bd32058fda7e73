package dev.segue.segmentation.preparation;

import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Transform;
import java.util.Arrays;

/**
 * Fits imputation, clipping and scaling of a number to a sample. All are taken from those who have the number, so that how
 * many lack it does not stretch it. A number that does not vary gets scale 1 and so the coordinate 0.
 */
final class NumberFit {
    /** Interquartile range of the standard normal distribution. */
    private static final double NORMAL_RANGE = 1.3489795003921634;

    private NumberFit() {}

    static ModelFeature fit(Dimension.Number dimension, double[] raw, Scaling scaling) {
        double[] present = Arrays.stream(raw)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        double imputed = imputed(dimension.imputation(), present);
        Transform transform = dimension.transform();
        if (present.length == 0) {
            // Where nobody has it, everybody stands at zero.
            return new ModelFeature(
                    dimension.name(),
                    transform,
                    imputed,
                    Double.NEGATIVE_INFINITY,
                    Double.POSITIVE_INFINITY,
                    transform.apply(imputed),
                    1,
                    dimension.weight());
        }
        // The transforms are increasing, so the order holds.
        double[] transformed = Arrays.stream(present).map(transform::apply).toArray();
        double low = dimension.clip().low() > 0
                ? quantile(transformed, dimension.clip().low())
                : Double.NEGATIVE_INFINITY;
        double high = dimension.clip().high() < 1
                ? quantile(transformed, dimension.clip().high())
                : Double.POSITIVE_INFINITY;
        double[] clipped = Arrays.stream(transformed)
                .map(value -> Math.min(Math.max(value, low), high))
                .toArray();
        double mean = Arrays.stream(clipped).sum() / clipped.length;
        double centre = scaling == Scaling.ROBUST ? quantile(clipped, 0.5) : mean;
        return new ModelFeature(
                dimension.name(),
                transform,
                imputed,
                low,
                high,
                centre,
                scale(clipped, mean, scaling),
                dimension.weight());
    }

    private static double imputed(Imputation imputation, double[] present) {
        return switch (imputation) {
            case Imputation.Constant(double value) -> value;
            case Imputation.Statistic statistic when present.length == 0 -> 0;
            case Imputation.Statistic statistic ->
                switch (statistic) {
                    case MEDIAN -> quantile(present, 0.5);
                    case MEAN -> Arrays.stream(present).sum() / present.length;
                };
        };
    }

    private static double scale(double[] sorted, double mean, Scaling scaling) {
        double range = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / NORMAL_RANGE;
        if (scaling == Scaling.ROBUST && isMore(range, mean)) {
            return range;
        }
        double variance = Arrays.stream(sorted)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / sorted.length;
        double deviation = Math.sqrt(variance);
        return isMore(deviation, mean) ? deviation : 1;
    }

    /** What rounding alone leaves of a constant column must not be blown up to 1. */
    private static boolean isMore(double spread, double mean) {
        return spread > 10 * Math.ulp(1.0) * Math.max(1, Math.abs(mean));
    }

    /** Linear between the neighbours: definition 7 of Hyndman and Fan, "Sample quantiles", 1996. */
    private static double quantile(double[] sorted, double q) {
        double position = q * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
