package dev.segue.segmentation.outcome;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A strategy of two variants that runs in one segment of a simulated shop, against a holdout. What became of a trigger is
 * known before the next.
 */
final class SimulatedStrategy {
    private static final double HOLDOUT_SHARE = 0.1;
    private static final double HOLDOUT_RATE = 0.06;

    private final VariantChoice choice;
    private final Map<String, Double> rates;
    private final SplittableRandom customers;
    private final String name;
    private final LinkedHashMap<String, Arm> arms = new LinkedHashMap<>();
    private Arm holdout = Arm.EMPTY;
    private double expected;

    /**
     * @param rates variant to its true conversion rate
     */
    SimulatedStrategy(String name, double floor, Map<String, Double> rates, long seed) {
        this.name = name + "-" + seed;
        this.choice = new VariantChoice(floor);
        this.rates = rates;
        this.customers = new SplittableRandom(seed);
        rates.keySet().stream().sorted().forEach(variant -> arms.put(variant, Arm.EMPTY));
    }

    /** Triggers for one customer more. */
    void trigger(int number) {
        String id = name + "-" + number;
        if (customers.nextDouble() < HOLDOUT_SHARE) {
            holdout = holdout.with(outcome(HOLDOUT_RATE));
            return;
        }
        String variant = choice.choose(id, odds());
        double rate = rates.getOrDefault(variant, 0.0);
        expected += rate;
        arms.computeIfPresent(variant, (v, arm) -> arm.with(outcome(rate)));
    }

    private List<VariantOdds> odds() {
        return arms.entrySet().stream()
                .map(arm -> VariantOdds.of(arm.getKey(), arm.getValue()))
                .toList();
    }

    private OutcomeChange outcome(double rate) {
        boolean converted = customers.nextDouble() < rate;
        long revenue = converted ? 1 + customers.nextLong(1_000_000) : 0;
        return new OutcomeChange(
                new ArmKey("value", "value-1", 1, "come-back", null, false),
                null,
                new TriggerOutcome(true, false, false, false, false, converted, revenue, converted, revenue, 1));
    }

    /** Triggers a variant has had. */
    long traffic(String variant) {
        return arms.getOrDefault(variant, Arm.EMPTY).trials();
    }

    /** Triggers acted upon. */
    long traffic() {
        return treated().trials();
    }

    /** What is reported. */
    Uplift uplift() {
        return Uplift.of(treated(), holdout).orElseThrow();
    }

    /** What the variants as they were chosen truly bring over the holdout. */
    double trueUplift() {
        return expected / traffic() - HOLDOUT_RATE;
    }

    private Arm treated() {
        return arms.values().stream().reduce(Arm.EMPTY, Arm::plus);
    }
}
