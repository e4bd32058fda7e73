package dev.segue.segmentation.outcome;

/**
 * What was known of a variant when one was chosen, so that the choice can be made again: by {@link
 * VariantChoice} from the id of the trigger and these.
 *
 * @param variant id of the variant
 * @param triggers how many triggers it had had in the customer's segment, zero or more
 * @param conversions in how many of those the customer had bought, zero to {@code triggers}
 */
public record VariantOdds(String variant, long triggers, long conversions) {
    /** Of what became of a variant's triggers. */
    public static VariantOdds of(String variant, Arm arm) {
        // Until all tasks' counts are in, those of merged customers may be off by a few, also below zero.
        return new VariantOdds(variant, arm.trials(), Math.max(0, Math.min(arm.conversions(), arm.trials())));
    }

    public VariantOdds {
        if (conversions < 0 || conversions > triggers) {
            throw new IllegalArgumentException(
                    "conversions must be 0 to triggers, but are %d of %d".formatted(conversions, triggers));
        }
    }
}
