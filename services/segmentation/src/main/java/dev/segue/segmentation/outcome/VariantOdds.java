package dev.segue.segmentation.outcome;

/**
 * What was known of a variant when one was chosen, so that the choice can be made again: by {@link
 * VariantChoice} from the id of the trigger and these.
 *
 * @param variant id of the variant
 * @param triggers how many triggers it had had in the customer's segment, zero or more
 * @param buyers after how many of those the customer had bought inside the window, zero to {@code triggers}
 */
public record VariantOdds(String variant, long triggers, long buyers) {
    /** Of what became of a variant's triggers. */
    public static VariantOdds of(String variant, Arm arm) {
        // Until all tasks' counts are in, those of merged customers may be off by a few, also below zero.
        long triggers = Math.max(0, arm.trials());
        return new VariantOdds(variant, triggers, Math.clamp(arm.buyers(), 0, triggers));
    }

    public VariantOdds {
        if (buyers < 0 || buyers > triggers) {
            throw new IllegalArgumentException(
                    "buyers must be 0 to triggers, but are %d of %d".formatted(buyers, triggers));
        }
    }
}
