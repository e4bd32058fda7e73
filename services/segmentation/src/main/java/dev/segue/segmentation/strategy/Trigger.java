package dev.segue.segmentation.strategy;

import dev.segue.segmentation.outcome.ArmKey;
import dev.segue.segmentation.outcome.VariantOdds;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A strategy to carry out for a customer.
 *
 * @param id name-based UUID of segmentation, strategy, customer, the customer's how-manyeth trigger and its occasion's moment
 * @param customer who
 * @param at when it fired, epoch milliseconds
 * @param segmentation the playbook's
 * @param revision the playbook's
 * @param segment id of the customer's segment; null for none
 * @param label label of that segment; null for none
 * @param role its role in the playbook; null for none
 * @param strategy id of the strategy
 * @param variant id of the variant chosen; null where there are none, and for who is held out
 * @param odds what the choice of the variant rested on; empty where there was none to choose
 * @param channel through which channel
 * @param offer what is offered, after what the customer is spared
 * @param holdout whether nothing is to be done, as the customer is one of those it is measured against
 * @param cooldown how long the strategy does not fire again for the customer
 * @param attribution for how long purchases are put down to it
 * @param expires when the offer may no longer be made, epoch milliseconds
 * @param causedBy id of the event that brought the look about; null for time
 * @param change id of the segment change that was the occasion; null where none was
 * @param reasons why it fired, for people: the occasion first, then what of the condition holds
 */
public record Trigger(
        String id,
        String customer,
        long at,
        String segmentation,
        int revision,
        @Nullable String segment,
        @Nullable String label,
        @Nullable String role,
        String strategy,
        @Nullable String variant,
        List<VariantOdds> odds,
        String channel,
        Offer offer,
        boolean holdout,
        Duration cooldown,
        Duration attribution,
        long expires,
        @Nullable String causedBy,
        @Nullable String change,
        List<String> reasons) {
    public Trigger {
        odds = List.copyOf(odds);
        reasons = List.copyOf(reasons);
    }

    /** What is followed of it, to learn what becomes of it. */
    public dev.segue.segmentation.outcome.Trigger followed() {
        ArmKey arm = new ArmKey(segmentation, segment, ArmKey.meaning(label), strategy, variant, holdout);
        return dev.segue.segmentation.outcome.Trigger.of(id, arm, at, attribution.toMillis());
    }
}
