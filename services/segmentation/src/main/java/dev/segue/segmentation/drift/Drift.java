package dev.segue.segmentation.drift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How the customers changed since a {@link Baseline}, feature by feature. Siddiqi's bounds hold for the index less what
 * chance alone makes of samples of such sizes: between two samples of one population it is chi-squared times the sum of
 * the inverse sizes (Yurdakul, "Statistical properties of population stability index", 2018).
 *
 * @param customers how many there were then
 * @param customersNow how many there are now
 * @param shifts one a feature, in the model's order
 */
public record Drift(long customers, long customersNow, List<Shift> shifts) {
    private static final double SOME = 0.1;
    private static final double MUCH = 0.25;
    /** A base this many times as large is not the one that was searched. */
    private static final int GROWN = 2;

    /**
     * Shift of one feature.
     *
     * @param feature its name, with its level for a category
     * @param index population stability index, zero or more
     * @param byChance what the index would seldom exceed if nothing had changed
     */
    public record Shift(String feature, double index, double byChance) {
        /** The index less what is chance, zero or more. */
        double real() {
            return Math.max(0, index - byChance);
        }
    }

    public Drift {
        shifts = List.copyOf(shifts);
    }

    /**
     * The drift since a baseline.
     *
     * @param baseline how it was
     * @param names of the features, in the baseline's order
     * @param columns raw values now, one column a feature, one value a customer, NaN where absent
     */
    public static Drift since(Baseline baseline, List<String> names, List<double[]> columns) {
        if (names.size() != baseline.features().size() || columns.size() != names.size()) {
            throw new IllegalArgumentException("the baseline has %d features, but %d names and %d columns are given"
                    .formatted(baseline.features().size(), names.size(), columns.size()));
        }
        int now = columns.getFirst().length;
        List<Shift> shifts = new ArrayList<>();
        for (int j = 0; j < names.size(); j++) {
            Distribution before = baseline.features().get(j);
            shifts.add(new Shift(
                    names.get(j),
                    before.stabilityIndex(columns.get(j)),
                    byChance(before.shares().size(), baseline.customers(), now)));
        }
        return new Drift(baseline.customers(), now, shifts);
    }

    /** Mean and two standard deviations of chi-squared with a degree of freedom a bin but one. */
    private static double byChance(int bins, long customers, int customersNow) {
        double freedom = bins - 1;
        return (freedom + 2 * Math.sqrt(2 * freedom)) * (1.0 / customers + 1.0 / customersNow);
    }

    /** Whether the customers are others than they were, or twice as many or more: then the clusters are to be searched anew. */
    public boolean isLarge() {
        return hasGrown() || greatest().real() >= MUCH;
    }

    /** In a sentence. */
    public String inWords() {
        if (hasGrown()) {
            return "The base has grown from %d to %d customers.".formatted(customers, customersNow);
        }
        double greatest = greatest().real();
        if (greatest < SOME) {
            return "The customers are spread as they were.";
        }
        String shifted = shifts.stream()
                .filter(shift -> shift.real() >= SOME)
                .sorted(Comparator.comparingDouble((Shift shift) -> -shift.real()))
                .map(shift -> String.format(Locale.ROOT, "%s (%.2f)", shift.feature(), shift.index()))
                .collect(Collectors.joining(", "));
        return "The customers have shifted %s in %s (population stability index)."
                .formatted(greatest >= MUCH ? "much" : "somewhat", shifted);
    }

    private boolean hasGrown() {
        return customersNow >= GROWN * customers;
    }

    private Shift greatest() {
        return shifts.stream().max(Comparator.comparingDouble(Shift::real)).orElseThrow();
    }
}
