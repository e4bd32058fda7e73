package dev.segue.segmentation.strategy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to do for which customers, and when.
 *
 * @param id lower-case letters, digits and hyphens, a letter first, at most 64
 * @param title what it is for, for people
 * @param when the occasion on which it fires
 * @param where which customers it is for
 * @param offer what it offers; of a strategy with variants, each has its own
 * @param channel through which channel; of a strategy with variants, of those that name none
 * @param variants ways to carry it out that compete; none, or two to {@value #MOST_VARIANTS}
 * @param priority strategies of higher priority come first
 * @param group while the offer of one strategy of a group may be made, no other of it fires; null for no group
 * @param cooldown how long it does not fire again for the same customer, zero or more
 * @param cap how often it fires for the same customer; null for no cap
 * @param expiry how long after it fired the offer may be made, more than zero
 * @param consent a profile trait that must be true; null where no consent is needed. A channel that the customer opted out of
 *     is never used, consent or not
 * @param holdout share of the customers who are not to be addressed, so that what it brings can be measured; from 0 to less
 *     than 1
 */
public record Strategy(
        String id,
        String title,
        Occasion when,
        Condition where,
        Offer offer,
        String channel,
        List<Variant> variants,
        int priority,
        @Nullable String group,
        Duration cooldown,
        @Nullable FrequencyCap cap,
        Duration expiry,
        @Nullable String consent,
        double holdout) {
    /** How many variants a strategy has at most: each gets its share of the triggers, however it does. */
    public static final int MOST_VARIANTS = 10;

    public Strategy {
        Names.requireId("id", id);
        Names.requireText("title", title);
        Names.requireChannel("channel", channel);
        variants = List.copyOf(variants);
        if (variants.size() == 1 || variants.size() > MOST_VARIANTS) {
            throw new IllegalArgumentException(
                    "variants must be two to %d, or none, not %d".formatted(MOST_VARIANTS, variants.size()));
        }
        Set<String> ids = new HashSet<>();
        for (Variant variant : variants) {
            if (!ids.add(variant.id())) {
                throw new IllegalArgumentException("variants names %s twice".formatted(variant.id()));
            }
        }
        if (group != null) {
            Names.requireId("group", group);
        }
        if (cooldown.isNegative()) {
            throw new IllegalArgumentException("cooldown must not be negative, but is " + cooldown);
        }
        if (expiry.isZero() || expiry.isNegative()) {
            throw new IllegalArgumentException("expiry must be more than zero, not " + expiry);
        }
        if (consent != null) {
            Names.requireText("consent", consent);
        }
        if (!(holdout >= 0 && holdout < 1)) {
            throw new IllegalArgumentException("holdout must be from 0 to less than 1, not " + holdout);
        }
    }

    /** Through which channel a variant goes. */
    public String channelOf(Variant variant) {
        return variant.channel() == null ? channel : variant.channel();
    }

    /** The ways to carry it out: its variants, or where there are none the one that it describes itself. */
    List<Variant> ways() {
        return variants.isEmpty() ? List.of(new Variant(id, offer, null)) : variants;
    }
}
