package dev.segue.segmentation.strategy;

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
 * @param role its role in the playbook; null for none
 * @param strategy id of the strategy
 * @param variant id of the variant chosen; null where there are none, and for who is held out
 * @param channel through which channel
 * @param offer what is offered, after what the customer is spared
 * @param holdout whether nothing is to be done, as the customer is one of those it is measured against
 * @param cooldown how long the strategy does not fire again for the customer
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
        @Nullable String role,
        String strategy,
        @Nullable String variant,
        String channel,
        Offer offer,
        boolean holdout,
        Duration cooldown,
        long expires,
        @Nullable String causedBy,
        @Nullable String change,
        List<String> reasons) {
    public Trigger {
        reasons = List.copyOf(reasons);
    }
}
