package dev.segue.segmentation.outcome;

import dev.segue.segmentation.event.Money;
import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy brought, against customers who were left alone.
 *
 * <p>Compare all variants of a strategy together with its holdout. Who is held out is a fixed random choice, so this
 * comparison is fair however the variants were chosen; a single variant's rate is not, as Thompson sampling stops asking
 * variants that began badly (Nie, Tian, Taylor and Zou, 2018). What
 * is compared is whether customers bought inside the window, not what is put down to the trigger: who is addressed is looked at
 * more often, gets more triggers of other strategies, and those take the orders over.
 *
 * <p>Who is held out is chosen by customer, and triggers of one customer mostly end alike, so a hundred triggers of ten customers tell
 * less than of a hundred. Both intervals go by {@link Arm#effectiveTrials()}, which takes them to end quite alike: for one trigger a
 * customer they are those of the literature, for several they are on the wide side.
 *
 * @param buying difference of the buying rates, treated minus holdout, -1 to 1: the hybrid score interval of
 *     Newcombe (1998), Statistics in Medicine 17, 873-890, method 10
 * @param spending difference of what is spent a trigger on average, treated minus holdout, in currency units: Welch's interval
 *     (Welch, 1947); null for fewer than two effective triggers on either side
 */
public record Uplift(Interval buying, @Nullable Interval spending) {
    /** 97.5 % quantile of the standard normal distribution. */
    private static final double Z = 1.959963984540054;

    private static final double UPPER = 0.975;

    /**
     * The uplift of triggers acted upon over those held out.
     *
     * @return empty while there are none on either side, or either does not {@linkplain Arm#addsUp() add up}
     */
    public static Optional<Uplift> of(Arm treated, Arm holdout) {
        if (treated.trials() == 0 || holdout.trials() == 0 || !treated.addsUp() || !holdout.addsUp()) {
            return Optional.empty();
        }
        return Optional.of(new Uplift(buying(treated, holdout), spending(treated, holdout)));
    }

    private static Interval buying(Arm treated, Arm holdout) {
        double p1 = treated.buyingRate();
        double p2 = holdout.buyingRate();
        Interval first = wilson(p1, treated.effectiveTrials());
        Interval second = wilson(p2, holdout.effectiveTrials());
        double difference = p1 - p2;
        return new Interval(
                difference - Math.hypot(p1 - first.low(), second.high() - p2),
                difference,
                difference + Math.hypot(first.high() - p1, p2 - second.low()));
    }

    /** The score interval of one proportion (Wilson, 1927). */
    private static Interval wilson(double p, double trials) {
        double middle = 2 * trials * p + Z * Z;
        double reach = Z * Math.sqrt(Z * Z + 4 * trials * p * (1 - p));
        double scale = 2 * (trials + Z * Z);
        // Rounding must not push a bound past the proportion when that is 0 or 1.
        return new Interval(Math.min(p, (middle - reach) / scale), p, Math.max(p, (middle + reach) / scale));
    }

    private static @Nullable Interval spending(Arm treated, Arm holdout) {
        double ofTreated = treated.effectiveTrials() - 1;
        double ofHoldout = holdout.effectiveTrials() - 1;
        if (ofTreated < 1 || ofHoldout < 1) {
            return null;
        }
        double difference = treated.meanSpent() - holdout.meanSpent();
        double first = treated.spentSpread() / ofTreated;
        double second = holdout.spentSpread() / ofHoldout;
        double variance = first + second;
        double reach = 0;
        if (variance > 0) {
            // Welch and Satterthwaite's degrees of freedom.
            double degrees = variance * variance / (first * first / ofTreated + second * second / ofHoldout);
            reach = new TDistribution(degrees).inverseCumulativeProbability(UPPER) * Math.sqrt(variance);
        }
        return new Interval(Money.units(difference - reach), Money.units(difference), Money.units(difference + reach));
    }
}
