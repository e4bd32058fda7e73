package dev.segue.segmentation.gate;

import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.clustering.Points;
import dev.segue.segmentation.clustering.QualityIndices;
import java.util.Arrays;
import java.util.List;

/**
 * How good a candidate is beside the model in force: both divide the same customers, and both divisions are measured on the
 * candidate's scaled features. A figure is NaN where there is none.
 *
 * @param silhouette mean silhouette coefficient of the candidate's division, -1 to 1
 * @param silhouetteInForce that of the division by the model in force
 * @param inertiaRatio squared distances of the customers to the means of their segments, the candidate's over those of the
 *     model in force; only where both have as many segments, as more segments always mean less
 */
record Comparison(double silhouette, double silhouetteInForce, double inertiaRatio) {
    /** Enough for two decimal places, and few enough to compare each with each. */
    private static final int MOST = 2_000;

    private static final int FEWEST = 3;

    static final Comparison NONE = new Comparison(Double.NaN, Double.NaN, Double.NaN);

    /**
     * Compares two models of the same features.
     *
     * @param customers in random order, of whom the first are taken where there are many
     */
    static Comparison of(SegmentModel inForce, SegmentModel candidate, List<SampledCustomer> customers) {
        List<SampledCustomer> placed = customers.stream()
                .filter(customer -> candidate.places(customer.evidence(), customer.candidate()))
                .toList();
        if (placed.size() < FEWEST) {
            return NONE;
        }
        Points points = Points.of(placed.stream()
                .map(customer -> candidate.coordinates(customer.candidate()))
                .toArray(double[][]::new));
        int[] theirs = placed.stream()
                .mapToInt(customer -> inForce.place(customer.inForce()).nearest())
                .toArray();
        int[] ours = placed.stream()
                .mapToInt(customer -> candidate.place(customer.candidate()).nearest())
                .toArray();
        boolean asMany = inForce.segments().size() == candidate.segments().size();
        return new Comparison(
                silhouette(points, ours),
                silhouette(points, theirs),
                asMany ? ratio(inertia(points, ours), inertia(points, theirs)) : Double.NaN);
    }

    private static double silhouette(Points points, int[] labels) {
        int count = Math.min(MOST, points.count());
        int[] first = new int[count];
        Arrays.setAll(first, i -> i);
        int[] some = Arrays.copyOf(labels, count);
        long segments = Arrays.stream(some).distinct().count();
        return segments < 2 || segments == count ? Double.NaN : QualityIndices.silhouette(points.select(first), some);
    }

    private static double inertia(Points points, int[] labels) {
        int segments = Arrays.stream(labels).max().orElse(0) + 1;
        double[][] means = new double[segments][points.dimensions()];
        int[] sizes = new int[segments];
        for (int i = 0; i < labels.length; i++) {
            double[] point = points.row(i);
            sizes[labels[i]]++;
            for (int j = 0; j < point.length; j++) {
                means[labels[i]][j] += point[j];
            }
        }
        for (int c = 0; c < segments; c++) {
            for (int j = 0; j < means[c].length; j++) {
                means[c][j] /= Math.max(1, sizes[c]);
            }
        }
        return QualityIndices.inertia(points, means, labels);
    }

    private static double ratio(double ours, double theirs) {
        if (theirs > 0) {
            return ours / theirs;
        }
        return ours > 0 ? Double.POSITIVE_INFINITY : 1;
    }
}
