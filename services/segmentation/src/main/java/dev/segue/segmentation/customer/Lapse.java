package dev.segue.segmentation.customer;

import dev.segue.segmentation.assignment.Cause;
import dev.segue.segmentation.assignment.Decision;
import dev.segue.segmentation.assignment.FlapRules;
import dev.segue.segmentation.assignment.Membership;
import dev.segue.segmentation.assignment.Scorer;
import dev.segue.segmentation.features.EventIds;
import java.time.Duration;
import java.util.Collection;

/**
 * When time alone will move a customer. The decision at a future moment is as computable as the one now, so the moment it
 * first differs is searched for: in steps that double up to {@link #LONGEST_STEP}, then by halving down to a minute. With a
 * margin, time can carry a customer past a segment, near enough to move for a while and then no more; such a while that is
 * shorter than a step may go unnoticed. Stateless.
 */
public final class Lapse {
    /** How far ahead is looked; a customer whom time does not move by then is looked at again. */
    static final Duration HORIZON = Duration.ofDays(64);

    /** What lasts longer is never stepped over. */
    static final Duration LONGEST_STEP = Duration.ofDays(2);

    private static final long FIRST_STEP = Duration.ofHours(6).toMillis();
    private static final long PRECISION = Duration.ofMinutes(1).toMillis();
    private static final double JITTER = 0.1;

    private Lapse() {}

    /**
     * When the customer has to be looked at again: the moment the first segmentation would move them, to a minute and never
     * too early, or else about {@link #HORIZON} ahead, spread by customer so that those of one import do not come due
     * together.
     *
     * @param id customer id
     * @param now epoch milliseconds
     * @return epoch milliseconds after {@code now}; 0 when no segmentation has placed the customer, whom time cannot move
     */
    public static long next(String id, Customer customer, Collection<Scorer> scorers, long now) {
        long next = 0;
        for (Scorer scorer : scorers) {
            Membership membership = customer.membership(scorer.model().segmentation());
            if (membership.segment() != null) {
                long due = next(id, scorer, customer, membership, now);
                next = next == 0 ? due : Math.min(next, due);
            }
        }
        return next;
    }

    /** Whether time alone would have moved the customer by a moment. */
    public static boolean movesBy(Customer customer, Collection<Scorer> scorers, long moment) {
        for (Scorer scorer : scorers) {
            Membership membership = customer.membership(scorer.model().segmentation());
            if (membership.segment() != null && moves(scorer, customer, membership, moment)) {
                return true;
            }
        }
        return false;
    }

    private static long next(String id, Scorer scorer, Customer customer, Membership membership, long now) {
        long unmoved = now;
        long ahead = FIRST_STEP;
        while (ahead <= HORIZON.toMillis()) {
            long moment = now + ahead;
            if (moves(scorer, customer, membership, moment)) {
                long moved = moment;
                while (moved - unmoved > PRECISION) {
                    long middle = unmoved + (moved - unmoved) / 2;
                    if (moves(scorer, customer, membership, middle)) {
                        moved = middle;
                    } else {
                        unmoved = middle;
                    }
                }
                return moved;
            }
            unmoved = moment;
            ahead += Math.min(ahead, LONGEST_STEP.toMillis());
        }
        return spread(id, now, unmoved);
    }

    /** About {@link #HORIZON} ahead, spread by customer. */
    public static long horizon(String id, long now) {
        return spread(id, now, now + HORIZON.toMillis());
    }

    private static long spread(String id, long now, long moment) {
        double spread = (EventIds.fingerprint(id) >>> 11) * 0x1p-53;
        return moment - (long) (JITTER * spread * (moment - now));
    }

    private static boolean moves(Scorer scorer, Customer customer, Membership membership, long moment) {
        return FlapRules.decide(scorer, customer.state(), membership, moment, Cause.TIME) instanceof Decision.Move;
    }
}
