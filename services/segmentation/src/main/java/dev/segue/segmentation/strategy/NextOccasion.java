package dev.segue.segmentation.strategy;

import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.strategy.Strategies.Ready;
import java.time.Duration;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * When time alone makes a strategy fire next for a customer. As with a {@linkplain dev.segue.segmentation.customer.Lapse
 * lapse}, what will be decided at a future moment is as computable as what is decided now. Stateless.
 */
public final class NextOccasion {
    private static final long FIRST_STEP = Duration.ofHours(6).toMillis();
    private static final long LONGEST_STEP = Duration.ofDays(2).toMillis();
    private static final long PRECISION = Duration.ofMinutes(1).toMillis();

    private NextOccasion() {}

    /**
     * The first moment at which it has occasion to, its condition holding then, and nothing of what ends by itself keeping it
     * back any more. When a condition begins to hold while the occasion is on is searched for in steps that double up to two
     * days, then by halving to a minute; what holds for less than a step may go unnoticed.
     *
     * @param customer customer id
     * @param segment id of the segment the customer is in; null for none
     * @param memory the customer's, after whatever was decided at {@code now}
     * @param now epoch milliseconds
     * @param limit how far to look, epoch milliseconds; what there is to compute is the less the nearer it is
     * @return epoch milliseconds after {@code now}, and at most {@code limit}; 0 where there is nothing until then
     */
    public static long of(
            Strategies strategies,
            String customer,
            CustomerState state,
            @Nullable String segment,
            TriggerMemory memory,
            long now,
            long limit) {
        if (limit <= now) {
            return 0;
        }
        Situation situation = strategies.situation(customer, state, segment, now);
        long next = Standing.NEVER;
        for (Ready ready : strategies.byPriority()) {
            if (ready.strategy().when() instanceof Standing standing && ready.mayBeFor(situation)) {
                long until = next == Standing.NEVER ? limit : next;
                long due = due(strategies, ready, standing, situation, memory, until);
                if (due > now && due <= until) {
                    next = due;
                }
            }
        }
        return next == Standing.NEVER ? 0 : next;
    }

    private static long due(
            Strategies strategies,
            Ready ready,
            Standing standing,
            Situation situation,
            TriggerMemory memory,
            long limit) {
        long now = situation.now();
        if (isUnused(ready, standing, situation, memory)) {
            long free = Limits.free(strategies.playbook(), ready, memory);
            // Whoever it is for now is kept back by what no time ends, such as a consent that is missing.
            boolean waits = free > now || !ready.strategy().where().holds(situation);
            long due = waits ? from(Math.max(now, free), ready, standing, situation, memory, limit) : Standing.NEVER;
            if (due != Standing.NEVER) {
                return due;
            }
        }
        long next = standing.next(situation, limit);
        return next == Standing.NEVER ? next : from(next, ready, standing, situation, memory, limit);
    }

    /** The first moment from a start at which the occasion is on and the strategy for the customer. */
    private static long from(
            long start, Ready ready, Standing standing, Situation situation, TriggerMemory memory, long limit) {
        Condition where = ready.strategy().where();
        if (start > limit) {
            return Standing.NEVER;
        }
        if (start > situation.now() && where.holds(situation.at(start))) {
            return start;
        }
        return ready.changesWithTime()
                ? first(
                        moment -> {
                            Situation then = situation.at(moment);
                            return where.holds(then) && isUnused(ready, standing, then, memory);
                        },
                        start,
                        limit)
                : Standing.NEVER;
    }

    private static long first(LongPredicate holds, long start, long limit) {
        long before = start;
        for (long ahead = FIRST_STEP; before < limit; ahead += Math.min(ahead, LONGEST_STEP)) {
            long moment = Math.min(start + ahead, limit);
            if (holds.test(moment)) {
                long after = moment;
                while (after - before > PRECISION) {
                    long middle = before + (after - before) / 2;
                    if (holds.test(middle)) {
                        after = middle;
                    } else {
                        before = middle;
                    }
                }
                return after;
            }
            before = moment;
        }
        return Standing.NEVER;
    }

    private static boolean isUnused(Ready ready, Standing standing, Situation situation, TriggerMemory memory) {
        long since = standing.since(situation);
        return since != Standing.NEVER && memory.last(ready.fingerprint()) < since;
    }
}
