package dev.segue.segmentation.strategy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to do for which customers, and when.
 *
 * @param id lower-case letters, digits and hyphens, a letter first, at most 64
 * @param title what it is for, for people
 * @param when the occasion on which it fires
 * @param where which customers it is for; some of those whom the occasion is about
 * @param offer what it offers; of a strategy with variants, each has its own
 * @param channel through which channel; of a strategy with variants, of those that name none
 * @param variants ways to carry it out that compete; none, or two to {@value #MOST_VARIANTS}
 * @param priority strategies of higher priority come first
 * @param group while the offer of one strategy of a group may be made, no other of it fires; null for no group
 * @param cooldown how long it does not fire again for the same customer, zero or more
 * @param cap how often it fires for the same customer; null for no cap
 * @param expiry how long after it fired the offer may be made, a minute or more
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

    /** What is shorter is over before anybody hears of it: events take time to come, and triggers to be carried out. */
    public static final Duration SHORTEST_EXPIRY = Duration.ofMinutes(1);

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
        if (expiry.compareTo(SHORTEST_EXPIRY) < 0) {
            throw new IllegalArgumentException("expiry must be at least a minute, not " + expiry);
        }
        if (consent != null) {
            Names.requireText("consent", consent);
        }
        if (!(holdout >= 0 && holdout < 1)) {
            throw new IllegalArgumentException("holdout must be from 0 to less than 1, not " + holdout);
        }
        if (roles(when, where).noneMatch(role -> isOccasionFor(when, role) && ByRole.mayHold(where, role))) {
            throw new IllegalArgumentException("where never holds "
                    + switch (when) {
                        case Momentary.Entered(String role) ->
                            "for who entered %s, and so has this role then; name it, or no role".formatted(role);
                        case Momentary.Left(String role) ->
                            "for who left %s, and so has another role or none then; name roles they may have gone to, or no role"
                                    .formatted(role);
                        default -> "as no role is what it asks for";
                    });
        }
    }

    /** The roles that are named, and null for none or any other. */
    private static Stream<@Nullable String> roles(Occasion when, Condition where) {
        return Stream.concat(Stream.of((String) null), Stream.concat(when.roleNames(), where.roleNames()));
    }

    /** Whether the occasion may come for who has a role then. */
    private static boolean isOccasionFor(Occasion when, @Nullable String role) {
        return switch (when) {
            case Momentary.Entered(String entered) -> entered.equals(role);
            case Momentary.Left(String left) -> !left.equals(role);
            default -> true;
        };
    }

    /** Whether exclusions keep it from everybody it may be for, so that it never fires. */
    public boolean isClosedBy(List<Exclusion> exclusions) {
        Stream<String> spared =
                exclusions.stream().flatMap(exclusion -> exclusion.where().roleNames());
        return Stream.concat(roles(when, where), spared)
                .filter(role -> isOccasionFor(when, role) && ByRole.mayHold(where, role))
                .noneMatch(role -> isOpenTo(role, exclusions));
    }

    private boolean isOpenTo(@Nullable String role, List<Exclusion> exclusions) {
        Set<String> channels = new HashSet<>();
        Set<String> products = new HashSet<>();
        for (Exclusion exclusion : exclusions) {
            if (ByRole.holds(exclusion.where(), role)) {
                channels.addAll(exclusion.channels());
                products.addAll(exclusion.products());
            }
        }
        return ways().stream()
                .anyMatch(
                        way -> !channels.contains(channelOf(way)) && way.offer().without(products) != null);
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
