package dev.segue.segmentation.strategy;

import dev.segue.segmentation.event.TraitValue;
import dev.segue.segmentation.value.ValueFeature;
import java.time.Duration;
import java.util.function.LongPredicate;

/**
 * An occasion that is on for a while. A strategy fires once while it is on, at the first look at the customer at which it
 * may; time alone brings such looks about ({@link NextOccasion}).
 */
public sealed interface Standing extends Occasion
        permits Standing.Lapsing, Standing.Overdue, Standing.Reaches, Standing.Becomes, Season, Anniversary {
    /** No moment: an occasion that is not on. */
    long NEVER = Long.MIN_VALUE;

    /** Since when an occasion is on that comes once in a customer's life. */
    long ONCE = Long.MIN_VALUE + 1;

    /** The feature that tells of lapsing. */
    String PROBABILITY_ALIVE = ValueFeature.PROBABILITY_ALIVE.featureName();

    /** The feature that tells when the next purchase is expected. */
    String NEXT_PURCHASE_DAYS = ValueFeature.NEXT_PURCHASE_DAYS.featureName();

    /** Over how much time customers are spread whose occasion begins with a day, so that there is no wave at midnight. */
    Duration JITTER = Duration.ofHours(6);

    /**
     * The customer has been silent for so long that they have probably dropped out. Once a silence: the next purchase ends it.
     *
     * @param aliveBelow the probability alive it takes less than, more than 0 and less than 1
     */
    record Lapsing(double aliveBelow) implements Standing {
        public Lapsing {
            if (!(aliveBelow > 0 && aliveBelow < 1)) {
                throw new IllegalArgumentException(
                        "alive_below must be more than 0 and less than 1, not " + aliveBelow);
            }
        }

        @Override
        public long since(Situation situation) {
            return isOn(situation) ? situation.state().lifetime().lastPurchase() : NEVER;
        }

        @Override
        public long next(Situation situation, long limit) {
            return Standing.firstMoment(moment -> isOn(situation.at(moment)), situation.now(), limit);
        }

        @Override
        public String reason(Situation situation) {
            return "probably alive with %s only".formatted(Situation.text(situation.feature(PROBABILITY_ALIVE)));
        }

        private boolean isOn(Situation situation) {
            return situation.feature(PROBABILITY_ALIVE) < aliveBelow;
        }
    }

    /**
     * The next purchase has not come when it was expected, as of the latest. Once a silence.
     *
     * @param after how long after the expected date, zero or more
     */
    record Overdue(Duration after) implements Standing {
        private static final double DAY = Duration.ofDays(1).toMillis();

        public Overdue {
            if (after.isNegative()) {
                throw new IllegalArgumentException("overdue must not be negative, but is " + after);
            }
        }

        @Override
        public long since(Situation situation) {
            long due = due(situation);
            return due != NEVER && due <= situation.now()
                    ? situation.state().lifetime().lastPurchase()
                    : NEVER;
        }

        @Override
        public long next(Situation situation, long limit) {
            long due = due(situation);
            return due > situation.now() && due <= limit ? due : NEVER;
        }

        @Override
        public String reason(Situation situation) {
            return "next purchase was expected by " + situation.dateOf(due(situation) - after.toMillis());
        }

        private long due(Situation situation) {
            if (situation.state().lifetime().orders() == 0) {
                return NEVER;
            }
            long last = situation.state().lifetime().lastPurchase();
            double days = situation.waitAfterPurchase();
            return Double.isNaN(days) ? NEVER : last + (long) Math.ceil(days * DAY) + after.toMillis();
        }
    }

    /**
     * A feature has reached a value. Once in a customer's life.
     *
     * @param value finite
     */
    record Reaches(String feature, double value) implements Standing {
        public Reaches {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("value must be a finite number, not " + value);
            }
        }

        @Override
        public long since(Situation situation) {
            return situation.feature(feature) >= value ? ONCE : NEVER;
        }

        @Override
        public long next(Situation situation, long limit) {
            return Standing.firstMoment(moment -> since(situation.at(moment)) == ONCE, situation.now(), limit);
        }

        @Override
        public String reason(Situation situation) {
            return "%s has reached %s".formatted(feature, Situation.text(value));
        }
    }

    /**
     * A profile trait has a value. Once in a customer's life.
     *
     * @param value as a text: of a flag {@code true} or {@code false}, of a number its digits
     */
    record Becomes(String trait, String value) implements Standing {
        public Becomes {
            Names.requireText("trait", trait);
            Names.requireText("value", value);
        }

        @Override
        public long since(Situation situation) {
            TraitValue now = situation.state().traits().value(trait);
            return value.equals(now.asText()) ? ONCE : NEVER;
        }

        @Override
        public long next(Situation situation, long limit) {
            return NEVER;
        }

        @Override
        public String reason(Situation situation) {
            return "%s has become %s".formatted(trait, value);
        }
    }

    /**
     * Since when the occasion is on, epoch milliseconds: a strategy that has fired since has used it. {@link #NEVER} where it is
     * not on.
     */
    long since(Situation situation);

    /**
     * When time alone brings the next one about.
     *
     * @param limit how far to look, epoch milliseconds
     * @return a moment after the situation's and not after {@code limit}; {@link #NEVER} where there is none, and for one
     *     that is on already
     */
    long next(Situation situation, long limit);

    /** The end of one that is on, epoch milliseconds; {@link Long#MAX_VALUE} where none is known. */
    default long until(Situation situation) {
        return Long.MAX_VALUE;
    }

    /** Why it is on, for people. */
    String reason(Situation situation);

    /** How long after the beginning of a day an occasion that begins with it begins for the customer, milliseconds. */
    static long jitter(Situation situation) {
        return situation.spreadOver(JITTER.toMillis());
    }

    /**
     * The first moment, to a minute and never too early, of something that time brings about for good; {@link #NEVER} where it
     * does not until the limit, or has already.
     */
    private static long firstMoment(LongPredicate holds, long now, long limit) {
        // The limit first, as it mostly decides.
        if (limit <= now || !holds.test(limit) || holds.test(now)) {
            return NEVER;
        }
        long before = now;
        long after = limit;
        while (after - before > Duration.ofMinutes(1).toMillis()) {
            long middle = before + (after - before) / 2;
            if (holds.test(middle)) {
                after = middle;
            } else {
                before = middle;
            }
        }
        return after;
    }
}
