package dev.segue.segmentation.outcome;

import java.util.List;
import java.util.SequencedMap;

/**
 * Chooses the variant of a strategy for a trigger by Thompson sampling (Thompson, 1933; Chapelle and Li, 2011): a conversion
 * rate is drawn for every variant from its Beta posterior, uniform prior, and the highest wins. A share of triggers is
 * spread evenly whatever the counts say, so that no variant is ever given up. The id of the trigger decides what is drawn:
 * the same id and counts always choose the same, so a choice can be checked from the log. Stateless; thread-safe.
 *
 * <p>Counts are those of one segment, strategy and epoch. A segment whose meaning has changed is of a new epoch, has no
 * counts and is learned anew. Triggers whose window is still open count as not converted yet; a variant that lately had more
 * of the traffic therefore looks a little worse than it is, and wins it back as windows close.
 *
 * @param floor least share of the triggers that every variant gets, 0 to 1 over the number of variants
 */
public record VariantChoice(double floor) {
    public VariantChoice {
        if (!(floor >= 0 && floor <= 1)) {
            throw new IllegalArgumentException("floor must be 0 to 1, not " + floor);
        }
    }

    /**
     * The variant of a trigger.
     *
     * @param trigger id of the trigger
     * @param arms the variants, in the order of the playbook, with what became of their triggers so far; one at least
     * @throws IllegalArgumentException when there are no variants, or so many that each cannot have the floor
     */
    public String choose(String trigger, SequencedMap<String, Arm> arms) {
        if (arms.isEmpty()) {
            throw new IllegalArgumentException("a choice needs at least one variant");
        }
        if (floor * arms.size() > 1) {
            throw new IllegalArgumentException(
                    "floor must be at most 1 over the number of variants, but is %s for %d variants"
                            .formatted(floor, arms.size()));
        }
        Draws draws = new Draws(trigger);
        double share = draws.nextDouble();
        if (share < floor * arms.size()) {
            List<String> variants = List.copyOf(arms.sequencedKeySet());
            return variants.get((int) (share / floor));
        }
        String best = arms.firstEntry().getKey();
        double highest = -1;
        for (var arm : arms.sequencedEntrySet()) {
            double rate = rate(arm.getValue(), draws);
            if (rate > highest) {
                best = arm.getKey();
                highest = rate;
            }
        }
        return best;
    }

    private static double rate(Arm arm, Draws draws) {
        // What one task knows of customers merged from another may be off by a few, also below zero.
        long conversions = Math.max(0, arm.conversions());
        return draws.beta(1.0 + conversions, 1.0 + Math.max(0, arm.trials() - conversions));
    }
}
