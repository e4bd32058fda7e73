package dev.segue.segmentation.outcome;

import dev.segue.segmentation.event.CampaignMessage;
import dev.segue.segmentation.event.Money;
import dev.segue.segmentation.features.EventIds;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts what a customer does down to the triggers behind it. An order belongs to the latest trigger acted upon in whose
 * window it was placed, by event time, and to no other; where there is none, to the latest that was held out, as nothing was done
 * there that could have brought it about. A return takes back what it is of. Besides, each trigger is told whether anything was
 * bought in its window at all, which is what triggers are compared by.
 *
 * <p><b>Exact while remembered.</b> The latest {@value #MOST_TRIGGERS} triggers and {@value #MOST_ORDERS} orders are kept, by
 * event time, and the outcomes follow from those alone, so the order in which triggers, orders and returns are delivered does
 * not matter. What falls out keeps what it has been credited with for good: an order that is no longer remembered is
 * neither returned nor claimed by another trigger, and a trigger that is no longer remembered gains and loses nothing.
 * A return is matched by the id of its order; one that names no order reverses nothing here.
 *
 * <p><b>Counted for what it tells.</b> A customer's triggers of one strategy mostly end alike. Each therefore carries what it adds to
 * the square of how many there are ({@link TriggerOutcome#squares()}), also of those that have fallen out. Of two customers who
 * become one, the latest remembered trigger makes up for what theirs fall short of; where none is remembered, the next to come.
 *
 * <p>Every method gives the outcomes that changed, to be counted in their arms. Mutable; one thread.
 */
public final class Attribution {
    /** How many triggers are remembered. */
    public static final int MOST_TRIGGERS = 8;

    /** How many orders are remembered. */
    public static final int MOST_ORDERS = 16;

    private static final int FORMAT = 2;

    /** The triggers, and what became of them but for the orders that are remembered. */
    private final NavigableMap<Trigger, TriggerOutcome> triggers = new TreeMap<>(Trigger.BY_TIME);

    private final List<AttributedOrder> orders = new ArrayList<>();

    private ForgottenTriggers forgotten = new ForgottenTriggers();

    /** Whether nothing is remembered. */
    public boolean isEmpty() {
        return triggers.isEmpty() && orders.isEmpty();
    }

    /** Begins to follow a trigger, held out or not; one that is followed already changes nothing. */
    public List<OutcomeChange> triggered(Trigger trigger) {
        return change(() -> {
            if (triggers.putIfAbsent(trigger, TriggerOutcome.NONE) == null) {
                // One at least, also where those before it are forgotten for good.
                count(trigger, 1);
            }
        });
    }

    /** Has a trigger make up for what the squares of its side fall short of, and for so many at least. */
    private void count(Trigger trigger, long least) {
        int side = trigger.arm().side();
        ForgottenTriggers.Count count = forgotten.of(side);
        for (Map.Entry<Trigger, TriggerOutcome> followed : triggers.entrySet()) {
            if (followed.getKey().arm().side() == side) {
                count = count.plus(followed.getValue());
            }
        }
        long more = Math.max(least, count.missing());
        triggers.computeIfPresent(trigger, (counted, outcome) -> outcome.withSquares(more));
    }

    /**
     * Takes an order in, or more of one, as where it is shipped in parts: what all its records cost counts as of the earliest. The
     * caller has made sure that it is no duplicate.
     *
     * @param order id of the order
     * @param at when it was placed, epoch milliseconds
     * @param value what it cost, in ten-thousandths, zero to {@link Money#MOST}
     */
    public List<OutcomeChange> bought(String order, long at, long value) {
        AttributedOrder bought = new AttributedOrder(EventIds.fingerprint(order), true, at, value, 0);
        return change(() -> put(bought));
    }

    /** As {@link #bought}, where no window holds the moment: changes nothing unless it is more of an order that is remembered. */
    public List<OutcomeChange> boughtMore(String order, long at, long value) {
        long id = EventIds.fingerprint(order);
        return orders.stream().anyMatch(known -> known.id() == id) ? bought(order, at, value) : List.of();
    }

    /**
     * Takes a return in, also one that comes before its order. The caller has made sure that it is no duplicate.
     *
     * @param order id of the order that is returned, in whole or in part
     * @param at when it was returned, epoch milliseconds
     * @param value what was paid back, in ten-thousandths, zero to {@link Money#MOST}
     */
    public List<OutcomeChange> returned(String order, long at, long value) {
        AttributedOrder returned = new AttributedOrder(EventIds.fingerprint(order), false, at, 0, value);
        return change(() -> put(returned));
    }

    private void put(AttributedOrder order) {
        for (int i = 0; i < orders.size(); i++) {
            if (orders.get(i).id() == order.id()) {
                orders.set(i, orders.get(i).with(order));
                return;
            }
        }
        orders.add(order);
    }

    /**
     * Joins what became of a message to its trigger; changes nothing where that trigger is not remembered.
     *
     * @param trigger id of the trigger
     */
    public List<OutcomeChange> message(String trigger, CampaignMessage.Kind kind) {
        long id = EventIds.fingerprint(trigger);
        return change(
                () -> triggers.replaceAll((followed, outcome) -> followed.id() == id ? outcome.with(kind) : outcome));
    }

    /**
     * Takes in what is followed of another customer, who turned out to be this one.
     *
     * @return outcomes that changed as orders of the one follow triggers of the other, and as more triggers are one customer's;
     *     what either had been credited with before is counted already
     */
    public List<OutcomeChange> merge(Attribution other) {
        Map<Trigger, TriggerOutcome> before = outcomes();
        before.putAll(other.outcomes());
        other.triggers.forEach(triggers::putIfAbsent);
        other.orders.forEach(this::put);
        forgotten.merge(other.forgotten);
        Map<Integer, Trigger> latest = new TreeMap<>();
        triggers.keySet().forEach(trigger -> latest.put(trigger.arm().side(), trigger));
        latest.values().forEach(trigger -> count(trigger, 0));
        return changes(before);
    }

    private List<OutcomeChange> change(Runnable change) {
        Map<Trigger, TriggerOutcome> before = outcomes();
        change.run();
        return changes(before);
    }

    private List<OutcomeChange> changes(Map<Trigger, TriggerOutcome> before) {
        List<OutcomeChange> changes = new ArrayList<>();
        outcomes().forEach((trigger, after) -> {
            TriggerOutcome was = before.get(trigger);
            if (!after.equals(was)) {
                changes.add(new OutcomeChange(trigger.arm(), was, after));
            }
        });
        forget();
        return changes;
    }

    private Map<Trigger, TriggerOutcome> outcomes() {
        Map<Trigger, TriggerOutcome> outcomes = new TreeMap<>(triggers);
        for (AttributedOrder order : orders) {
            follow(outcomes, order);
        }
        return outcomes;
    }

    /** Notes an order with the triggers in whose windows it was placed, and puts it down to one. */
    private void follow(Map<Trigger, TriggerOutcome> outcomes, AttributedOrder order) {
        Trigger claimant = claimant(order);
        if (claimant != null) {
            outcomes.replaceAll((trigger, outcome) -> {
                TriggerOutcome followed = trigger.covers(order.at()) ? outcome.followedBy(order) : outcome;
                return trigger.equals(claimant) ? followed.with(order) : followed;
            });
        }
    }

    /** The trigger an order is put down to; null for none. */
    private @Nullable Trigger claimant(AttributedOrder order) {
        Trigger heldOut = null;
        for (Trigger trigger : triggers.descendingKeySet()) {
            if (!order.placed() || !trigger.covers(order.at())) {
                continue;
            }
            if (!trigger.arm().holdout()) {
                return trigger;
            }
            heldOut = heldOut == null ? trigger : heldOut;
        }
        return heldOut;
    }

    private void forget() {
        while (orders.size() > MOST_ORDERS) {
            AttributedOrder oldest = Collections.min(orders, AttributedOrder.LEAST_WORTH_REMEMBERING);
            forget(oldest);
        }
        while (triggers.size() > MOST_TRIGGERS) {
            Trigger oldest = triggers.firstKey();
            // Its orders go with it, or an older trigger that comes late would claim them a second time.
            orders.stream()
                    .filter(order -> oldest.equals(claimant(order)))
                    .toList()
                    .forEach(this::forget);
            forgotten.add(oldest.arm().side(), Objects.requireNonNull(triggers.remove(oldest)));
        }
    }

    /** Forgets an order. Triggers keep what they were credited with, and that it followed them. */
    private void forget(AttributedOrder order) {
        follow(triggers, order);
        orders.remove(order);
    }

    /** Writes it. */
    public void write(StateWriter out) {
        out.octet(FORMAT);
        out.count(triggers.size());
        triggers.forEach((trigger, outcome) -> {
            trigger.write(out);
            outcome.write(out);
        });
        out.count(orders.size());
        orders.forEach(order -> order.write(out));
        forgotten.write(out);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalStateException when it is of another format
     */
    public static Attribution read(StateReader in) {
        int format = in.octet();
        if (format != FORMAT) {
            throw new IllegalStateException(
                    "attribution of format %d; this version reads %d".formatted(format, FORMAT));
        }
        Attribution attribution = new Attribution();
        for (int left = in.count(); left > 0; left--) {
            attribution.triggers.put(Trigger.read(in), TriggerOutcome.read(in));
        }
        for (int left = in.count(); left > 0; left--) {
            attribution.orders.add(AttributedOrder.read(in));
        }
        attribution.forgotten = ForgottenTriggers.read(in);
        return attribution;
    }
}
