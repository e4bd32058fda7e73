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
 * variants that began badly (Nie, Tian, Taylor and Zou, 2018).
 *
 * @param conversion difference of the conversion rates, treated minus holdout, -1 to 1: the hybrid score interval of
 *     Newcombe (1998), Statistics in Medicine 17, 873-890, method 10
 * @param revenue difference of the mean revenues a trigger, treated minus holdout, in currency units: Welch's interval
 *     (Welch, 1947); null for fewer than two triggers on either side
 */
public record Uplift(Interval conversion, @Nullable Interval revenue) {
    /** 97.5 % quantile of the standard normal distribution. */
    private static final double Z = 1.959963984540054;

    private static final double UPPER = 0.975;

    /**
     * The uplift of triggers acted upon over those held out.
     *
     * @return empty while there are none on either side
     * @throws IllegalArgumentException when an arm has fewer than zero conversions, or more than triggers
     */
    public static Optional<Uplift> of(Arm treated, Arm holdout) {
        requireSum("treated", treated);
        requireSum("holdout", holdout);
        if (treated.trials() == 0 || holdout.trials() == 0) {
            return Optional.empty();
        }
        return Optional.of(new Uplift(conversion(treated, holdout), revenue(treated, holdout)));
    }

    private static void requireSum(String name, Arm arm) {
        if (arm.conversions() < 0 || arm.conversions() > arm.trials()) {
            throw new IllegalArgumentException(
                    "%s: conversions must be 0 to trials, but are %d of %d; are all tasks added up?"
                            .formatted(name, arm.conversions(), arm.trials()));
        }
    }

    private static Interval conversion(Arm treated, Arm holdout) {
        double p1 = treated.conversionRate();
        double p2 = holdout.conversionRate();
        Interval first = wilson(treated.conversions(), treated.trials());
        Interval second = wilson(holdout.conversions(), holdout.trials());
        double difference = p1 - p2;
        return new Interval(
                difference - Math.hypot(p1 - first.low(), second.high() - p2),
                difference,
                difference + Math.hypot(first.high() - p1, p2 - second.low()));
    }

    /** The score interval of one proportion (Wilson, 1927). */
    private static Interval wilson(long successes, long trials) {
        double p = (double) successes / trials;
        double middle = 2 * successes + Z * Z;
        double reach = Z * Math.sqrt(Z * Z + 4 * successes * (1 - p));
        double scale = 2 * (trials + Z * Z);
        // Rounding must not push a bound past the proportion when that is 0 or 1.
        return new Interval(Math.min(p, (middle - reach) / scale), p, Math.max(p, (middle + reach) / scale));
    }

    private static @Nullable Interval revenue(Arm treated, Arm holdout) {
        if (treated.trials() < 2 || holdout.trials() < 2) {
            return null;
        }
        double difference = treated.meanRevenue() - holdout.meanRevenue();
        double first = treated.revenueVariance() / treated.trials();
        double second = holdout.revenueVariance() / holdout.trials();
        double variance = first + second;
        double reach = 0;
        if (variance > 0) {
            // Welch and Satterthwaite's degrees of freedom.
            double degrees = variance
                    * variance
                    / (first * first / (treated.trials() - 1) + second * second / (holdout.trials() - 1));
            reach = new TDistribution(degrees).inverseCumulativeProbability(UPPER) * Math.sqrt(variance);
        }
        return new Interval(Money.units(difference - reach), Money.units(difference), Money.units(difference + reach));
    }
}
