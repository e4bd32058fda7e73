package dev.segue.segmentation.strategy;

import dev.segue.segmentation.assignment.SegmentChange;
import dev.segue.segmentation.event.CustomerEvent;
import dev.segue.segmentation.event.TraitValue;
import dev.segue.segmentation.features.EventIds;
import dev.segue.segmentation.outcome.ArmKey;
import dev.segue.segmentation.outcome.VariantChoice;
import dev.segue.segmentation.outcome.VariantOdds;
import dev.segue.segmentation.strategy.Strategies.Ready;
import dev.segue.segmentation.strategy.Suppressed.Why;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One look at a customer. Used once, by one thread. */
final class Look {
    private static final TraitValue YES = new TraitValue.Flag(true);

    /** Every variant gets a twentieth of the triggers at least, so that none is ever given up. */
    private static final VariantChoice CHOICE = new VariantChoice(0.05);

    private final Strategies strategies;
    private final String customer;
    private final Situation situation;
    private final @Nullable String segment;
    private final Happening happening;
    private final @Nullable RoleChange moved;
    private final TriggerMemory memory;
    private final OutcomesSoFar outcomes;

    private final List<Trigger> triggers = new ArrayList<>(0);
    private final List<Suppressed> suppressed = new ArrayList<>(0);

    Look(
            Strategies strategies,
            String customer,
            Situation situation,
            @Nullable String segment,
            Happening happening,
            TriggerMemory memory,
            OutcomesSoFar outcomes) {
        this.strategies = strategies;
        this.customer = customer;
        this.situation = situation;
        this.segment = segment;
        this.happening = happening;
        this.moved = strategies.moved(happening.change());
        this.memory = memory;
        this.outcomes = outcomes;
    }

    Decisions decide() {
        for (Ready ready : strategies.byPriority()) {
            if (ready.mayBeFor(situation)
                    && isOccasion(ready)
                    && ready.strategy().where().holds(situation)) {
                boolean momentary = ready.strategy().when() instanceof Momentary;
                long at = momentary ? moment(ready.strategy()) : situation.now();
                consider(ready, at, open -> fire(ready, open));
            }
        }
        return decisions();
    }

    /** What would be decided of each momentary strategy by itself, did it happen now; nothing is noted. */
    Decisions ifItHappened() {
        for (Ready ready : strategies.byPriority()) {
            Strategy strategy = ready.strategy();
            if (strategy.when() instanceof Momentary momentary
                    && momentary.mayConcern(situation)
                    && strategy.where().holds(situation)) {
                consider(
                        ready,
                        situation.now(),
                        open -> triggers.add(trigger(strategy, situation.now(), "if it happened now", open)));
            }
        }
        return decisions();
    }

    private Decisions decisions() {
        return triggers.isEmpty() && suppressed.isEmpty() ? Decisions.NONE : new Decisions(triggers, suppressed);
    }

    private boolean isOccasion(Ready ready) {
        return switch (ready.strategy().when()) {
            case Momentary momentary -> momentary.reason(happening, moved, situation) != null;
            case Standing standing -> {
                long since = standing.since(situation);
                yield since != Standing.NEVER && memory.last(ready.fingerprint()) < since;
            }
        };
    }

    /**
     * @param at when what gave occasion happened; now where it lasts
     * @param fire does what is to be done, by one of the ways that are open; not called where it is kept back
     */
    private void consider(Ready ready, long at, Consumer<List<Variant>> fire) {
        Strategy strategy = ready.strategy();
        Why why = keptBack(ready, at);
        List<Variant> open = why == null ? open(ready) : List.of();
        if (why == null && open.isEmpty()) {
            boolean optedOut = ready.ways().stream().allMatch(way -> memory.optedOutOf(strategy.channelOf(way)));
            why = optedOut ? Why.OPTED_OUT : Why.EXCLUDED;
        }
        if (why == null) {
            fire.accept(open);
        } else {
            suppressed.add(new Suppressed(strategy.id(), why));
        }
    }

    private @Nullable Why keptBack(Ready ready, long at) {
        Strategy strategy = ready.strategy();
        long now = situation.now();
        if (now - at >= strategy.expiry().toMillis()) {
            return Why.EXPIRED;
        }
        // Moments come in order but for timers that waited for their turn: at those nothing fires that has fired later.
        if (now < Limits.alone(ready, memory)) {
            return Why.GROUP;
        }
        if (now < Limits.cool(ready, memory)) {
            return Why.COOLDOWN;
        }
        if (now < Limits.belowCap(ready, memory)) {
            return Why.STRATEGY_CAP;
        }
        if (now < Limits.belowOverallCap(strategies.playbook(), memory)) {
            return Why.OVERALL_CAP;
        }
        boolean consented = strategy.consent() == null
                || situation.state().traits().value(strategy.consent()).equals(YES);
        return consented ? null : Why.CONSENT;
    }

    /** Whether one of a group fired at this very moment, be it at an earlier look: late events are all looked at now. */
    /** The ways that neither an opt-out nor an exclusion closes, their offers without what the customer is spared. */
    private List<Variant> open(Ready ready) {
        Strategy strategy = ready.strategy();
        Set<String> channels = new HashSet<>(0);
        Set<String> products = new HashSet<>(0);
        for (Exclusion exclusion : strategies.playbook().exclusions()) {
            if (exclusion.where().holds(situation)) {
                channels.addAll(exclusion.channels());
                products.addAll(exclusion.products());
            }
        }
        List<Variant> open = new ArrayList<>();
        for (Variant way : ready.ways()) {
            String channel = strategy.channelOf(way);
            Offer offer = way.offer().without(products);
            if (offer != null && !channels.contains(channel) && !memory.optedOutOf(channel)) {
                open.add(offer == way.offer() ? way : new Variant(way.id(), offer, way.channel()));
            }
        }
        return open;
    }

    private void fire(Ready ready, List<Variant> open) {
        Strategy strategy = ready.strategy();
        triggers.add(trigger(strategy, moment(strategy), occasion(strategy), open));
        memory.note(ready.fingerprint(), situation.now());
    }

    private Trigger trigger(Strategy strategy, long moment, String occasion, List<Variant> open) {
        String id = triggerId(strategy, moment);
        boolean holdout = heldOut(strategy);
        boolean choice = !holdout && !strategy.variants().isEmpty();
        List<VariantOdds> odds = choice ? odds(strategy, open) : List.of();
        Variant way = choice ? chosen(id, open, odds) : open.getFirst();
        CustomerEvent event = happening.event();
        boolean moved = strategy.when() instanceof Momentary.Entered || strategy.when() instanceof Momentary.Left;
        SegmentChange change = moved ? happening.change() : null;
        return new Trigger(
                id,
                customer,
                situation.now(),
                strategies.playbook().segmentation(),
                strategies.playbook().revision(),
                segment,
                strategies.label(segment),
                situation.role(),
                strategy.id(),
                choice ? way.id() : null,
                odds,
                strategy.channelOf(way),
                way.offer(),
                holdout,
                strategy.cooldown(),
                strategies.playbook().attribution(),
                expires(strategy),
                event == null ? null : event.id(),
                change == null ? null : change.id(),
                reasons(strategy, occasion));
    }

    private List<VariantOdds> odds(Strategy strategy, List<Variant> open) {
        String segmentation = strategies.playbook().segmentation();
        int meaning = ArmKey.meaning(strategies.label(segment));
        List<VariantOdds> odds = new ArrayList<>(open.size());
        for (Variant way : open) {
            ArmKey key = new ArmKey(segmentation, segment, meaning, strategy.id(), way.id(), false);
            odds.add(VariantOdds.of(way.id(), outcomes.of(key)));
        }
        return odds;
    }

    private static Variant chosen(String trigger, List<Variant> open, List<VariantOdds> odds) {
        String variant = CHOICE.choose(trigger, odds);
        return open.stream().filter(way -> way.id().equals(variant)).findFirst().orElseThrow();
    }

    /** When the occasion came, which does not depend on when the customer was looked at. */
    private long moment(Strategy strategy) {
        return switch (strategy.when()) {
            case Momentary momentary -> momentary.at(happening);
            case Standing standing -> standing.since(situation);
        };
    }

    /**
     * The same trigger always has the same id, so whoever gets it twice can tell. What gave rise to it is part of it, as
     * somebody who was erased and comes back counts their triggers from one again, and the occasions of a calendar or a
     * lifetime begin for them when they did.
     */
    private String triggerId(Strategy strategy, long moment) {
        CustomerEvent event = happening.event();
        String name = String.join(
                "\n",
                strategies.playbook().segmentation(),
                strategy.id(),
                customer,
                String.valueOf(memory.triggers() + 1),
                String.valueOf(moment),
                event == null ? String.valueOf(situation.now()) : event.id());
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private boolean heldOut(Strategy strategy) {
        String name = String.join("\n", strategies.playbook().segmentation(), strategy.id(), customer);
        return (EventIds.fingerprint(name) >>> 11) * 0x1p-53 < strategy.holdout();
    }

    private long expires(Strategy strategy) {
        long expires = situation.now() + strategy.expiry().toMillis();
        return strategy.when() instanceof Standing standing ? Math.min(expires, standing.until(situation)) : expires;
    }

    private String occasion(Strategy strategy) {
        return switch (strategy.when()) {
            case Momentary momentary -> String.valueOf(momentary.reason(happening, moved, situation));
            case Standing standing -> standing.reason(situation);
        };
    }

    private List<String> reasons(Strategy strategy, String occasion) {
        List<String> reasons = new ArrayList<>();
        reasons.add(occasion);
        strategy.where().tell(situation, reasons);
        return reasons;
    }
}
