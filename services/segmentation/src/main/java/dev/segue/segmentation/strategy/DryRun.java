package dev.segue.segmentation.strategy;

import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.strategy.Suppressed.Why;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many customers would get what of a playbook now. Strategies whose occasion lasts are decided as they would be at a look
 * at the customer, priorities, groups and caps together. Those that wait for something to happen are decided each by itself,
 * as if it happened now to every customer to whom it may ({@link Momentary#mayConcern}). Nothing is sent. Mutable; one thread.
 */
public final class DryRun {
    private final Strategies strategies;
    private final OutcomesSoFar outcomes;
    private final Map<String, Tally> tallies = new HashMap<>();
    private final SortedMap<String, Long> roles = new TreeMap<>();
    private long customers;
    private long withoutRole;

    /**
     * What came of a strategy.
     *
     * @param strategy the strategy
     * @param now whether its occasion lasts, so that it fires now; or else it would if what it waits for happened
     * @param addressed customers who would be addressed, by way
     * @param roles the same customers, by role; those without are left out
     * @param heldOut customers who would get a trigger that says that they are not to be addressed
     * @param keptBack customers who are kept from it, by what keeps them first
     */
    public record Line(
            Strategy strategy,
            boolean now,
            SortedMap<Way, Long> addressed,
            SortedMap<String, Long> roles,
            long heldOut,
            SortedMap<Why, Long> keptBack) {}

    /**
     * How a customer is addressed.
     *
     * @param channel through which channel
     * @param variant id of the variant; empty where there are none
     */
    public record Way(String channel, String variant) implements Comparable<Way> {
        @Override
        public int compareTo(Way other) {
            int byVariant = variant.compareTo(other.variant);
            return byVariant == 0 ? channel.compareTo(other.channel) : byVariant;
        }
    }

    private static final class Tally {
        private final SortedMap<Way, Long> addressed = new TreeMap<>();
        private final SortedMap<String, Long> roles = new TreeMap<>();
        private final SortedMap<Why, Long> keptBack = new TreeMap<>();
        private long heldOut;
    }

    /** @param outcomes what became of triggers so far, on which the choice among variants rests */
    public DryRun(Strategies strategies, OutcomesSoFar outcomes) {
        this.strategies = strategies;
        this.outcomes = outcomes;
        strategies.playbook().strategies().forEach(strategy -> tallies.put(strategy.id(), new Tally()));
    }

    /**
     * Adds a customer.
     *
     * @param customer customer id
     * @param segment id of the segment the customer is in; null for none
     * @param now the moment, epoch milliseconds; not before the customer's last event
     * @param memory a copy of the customer's, as what would fire is noted in it
     */
    public void add(String customer, CustomerState state, @Nullable String segment, long now, TriggerMemory memory) {
        customers++;
        String role = strategies.casting().role(segment);
        if (role == null) {
            withoutRole++;
        } else {
            roles.merge(role, 1L, Long::sum);
        }
        // First what only reads the memory.
        count(strategies.ifItHappened(customer, state, segment, now, memory, outcomes));
        count(strategies.decide(customer, state, segment, Happening.TIME, now, memory, outcomes));
    }

    private void count(Decisions decisions) {
        for (Trigger trigger : decisions.triggers()) {
            Tally tally = tally(trigger.strategy());
            if (trigger.holdout()) {
                tally.heldOut++;
                continue;
            }
            String variant = trigger.variant() == null ? "" : trigger.variant();
            tally.addressed.merge(new Way(trigger.channel(), variant), 1L, Long::sum);
            if (trigger.role() != null) {
                tally.roles.merge(trigger.role(), 1L, Long::sum);
            }
        }
        for (Suppressed suppressed : decisions.suppressed()) {
            tally(suppressed.strategy()).keptBack.merge(suppressed.why(), 1L, Long::sum);
        }
    }

    private Tally tally(String strategy) {
        return tallies.computeIfAbsent(strategy, unseen -> new Tally());
    }

    /** How many customers were added. */
    public long customers() {
        return customers;
    }

    /** How many of them have each role; roles that nobody has are left out. */
    public SortedMap<String, Long> roles() {
        return new TreeMap<>(roles);
    }

    /** How many of them have none. */
    public long withoutRole() {
        return withoutRole;
    }

    /** What came of each strategy, in the playbook's order. */
    public List<Line> lines() {
        return strategies.playbook().strategies().stream().map(this::line).toList();
    }

    private Line line(Strategy strategy) {
        Tally tally = tally(strategy.id());
        return new Line(
                strategy,
                strategy.when() instanceof Standing,
                new TreeMap<>(tally.addressed),
                new TreeMap<>(tally.roles),
                tally.heldOut,
                new TreeMap<>(tally.keptBack));
    }
}
