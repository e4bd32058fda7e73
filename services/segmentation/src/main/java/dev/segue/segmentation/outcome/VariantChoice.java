package dev.segue.segmentation.outcome;

import java.util.List;

/**
 * Chooses the variant of a strategy for a trigger by Thompson sampling (Thompson, 1933; Chapelle and Li, 2011): a buying
 * rate is drawn for every variant from its Beta posterior, uniform prior, and the highest wins. A share of triggers is
 * spread evenly whatever the counts say, so that no variant is ever given up. The id of the trigger decides what is drawn:
 * the same id and counts always choose the same, so a choice can be checked from the log. Stateless; thread-safe.
 *
 * <p>Counts are those of one segment, strategy and meaning. A segment whose meaning has changed has no counts and
 * is learned anew. Triggers whose window is still open count as not converted yet; a variant that lately had more
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
     * @param odds the variants, in the order of the playbook, with what became of their triggers so far; one at least
     * @throws IllegalArgumentException when there are no variants, or so many that each cannot have the floor
     */
    public String choose(String trigger, List<VariantOdds> odds) {
        if (odds.isEmpty()) {
            throw new IllegalArgumentException("a choice needs at least one variant");
        }
        if (floor * odds.size() > 1) {
            throw new IllegalArgumentException(
                    "floor must be at most 1 over the number of variants, but is %s for %d variants"
                            .formatted(floor, odds.size()));
        }
        Draws draws = new Draws(trigger);
        double share = draws.nextDouble();
        if (share < floor * odds.size()) {
            return odds.get((int) (share / floor)).variant();
        }
        String best = odds.getFirst().variant();
        double highest = -1;
        for (VariantOdds variant : odds) {
            double rate = draws.beta(1.0 + variant.buyers(), 1.0 + variant.triggers() - variant.buyers());
            if (rate > highest) {
                best = variant.variant();
                highest = rate;
            }
        }
        return best;
    }
}
