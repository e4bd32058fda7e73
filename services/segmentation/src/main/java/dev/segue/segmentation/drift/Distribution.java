package dev.segue.segmentation.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How one feature's values were spread: the shares of customers between cuts, and of those without the feature.
 *
 * @param cuts rising; a value that equals one lies above it
 * @param shares share of customers below the first cut, between each two, above the last, and last of those without a value;
 *     two more than cuts, together 1
 */
public record Distribution(List<Double> cuts, List<Double> shares) {
    private static final int BINS = 10;
    /** A bin that was empty must not make the index infinite. */
    private static final double LEAST_SHARE = 0.001;

    public Distribution {
        cuts = List.copyOf(cuts);
        shares = List.copyOf(shares);
        if (shares.size() != cuts.size() + 2) {
            throw new IllegalArgumentException(
                    "%d cuts need %d shares, not %d".formatted(cuts.size(), cuts.size() + 2, shares.size()));
        }
    }

    /**
     * The spread of values, cut at their deciles: fewer cuts where many have the same value.
     *
     * @param values one a customer, NaN where absent; at least one
     */
    public static Distribution of(double[] values) {
        double[] present = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        List<Double> cuts = new ArrayList<>();
        for (int decile = 1; decile < BINS && present.length > 0; decile++) {
            double cut = present[(int) ((long) decile * present.length / BINS)];
            if (cuts.isEmpty() || cut > cuts.getLast()) {
                cuts.add(cut);
            }
        }
        return new Distribution(cuts, shares(cuts, values));
    }

    /**
     * Population stability index of other values against these (Siddiqi, "Credit Risk Scorecards", 2006): below 0.1 they
     * are spread as these are, from 0.25 quite otherwise.
     *
     * @param values one a customer, NaN where absent; at least one
     * @return zero or more
     */
    public double stabilityIndex(double[] values) {
        List<Double> now = shares(cuts, values);
        double index = 0;
        for (int bin = 0; bin < shares.size(); bin++) {
            double before = Math.max(shares.get(bin), LEAST_SHARE);
            double after = Math.max(now.get(bin), LEAST_SHARE);
            index += (after - before) * Math.log(after / before);
        }
        return index;
    }

    private static List<Double> shares(List<Double> cuts, double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a distribution needs at least one value");
        }
        int[] counts = new int[cuts.size() + 2];
        for (double value : values) {
            counts[Double.isNaN(value) ? cuts.size() + 1 : binOf(value, cuts)]++;
        }
        return Arrays.stream(counts)
                .mapToObj(count -> (double) count / values.length)
                .toList();
    }

    private static int binOf(double value, List<Double> cuts) {
        int bin = 0;
        while (bin < cuts.size() && value >= cuts.get(bin)) {
            bin++;
        }
        return bin;
    }
}
