package dev.segue.segmentation.strategy;

import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.strategy.Strategies.Ready;
import org.jspecify.annotations.Nullable;

/**
 * When time alone makes a strategy fire next for a customer. As with a {@linkplain dev.segue.segmentation.customer.Lapse
 * lapse}, what will be decided at a future moment is as computable as what is decided now. Stateless.
 */
public final class NextOccasion {
    private NextOccasion() {}

    /**
     * The first moment at which it has occasion to, its condition holding then, or at which what keeps it back today ends. A
     * condition that only begins to hold while the occasion is on already is not foreseen; the strategy then fires at the next
     * look.
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
                if (due > now && due <= until && ready.strategy().where().holds(situation.at(due))) {
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
        long free = Limits.free(strategies.playbook(), ready, memory);
        return free > situation.now() && isUnused(ready, standing, situation, memory)
                ? free
                : standing.next(situation, limit);
    }

    private static boolean isUnused(Ready ready, Standing standing, Situation situation, TriggerMemory memory) {
        long since = standing.since(situation);
        return since != Standing.NEVER && memory.last(ready.fingerprint()) < since;
    }
}
