package dev.segue.segmentation.value;

import org.hipparchus.special.Gamma;

/**
 * The BG/NBD model of repeat purchases: Fader, Hardie and Lee, "Counting Your Customers the Easy Way: An Alternative to the
 * Pareto/NBD Model", Marketing Science 24 (2005). While alive a customer buys at a rate of their own; after each
 * purchase they drop out with a probability of their own. Rates are gamma distributed over the customers, dropout
 * probabilities beta distributed. Nobody drops out before their first repeat purchase, so whoever never came back is alive
 * with certainty, as this model means it: their low expectation comes from a low rate. The unit of time is the week.
 *
 * @param r shape of the purchase rates; greater than zero
 * @param alpha scale of the purchase rates in weeks: their mean is {@code r / alpha} a week; greater than zero
 * @param a weight of dropping out; greater than zero
 * @param b weight of staying; greater than zero
 */
public record BgNbd(double r, double alpha, double a, double b) {
    private static final double NEGLIGIBLE = 1e-16;
    private static final double LARGE = 1e200;

    public BgNbd {
        Positive.require("r", r);
        Positive.require("alpha", alpha);
        Positive.require("a", a);
        Positive.require("b", b);
    }

    /** The log-likelihood of a customer's history (equation 6 of the paper, in logarithms throughout). */
    public double logLikelihood(PurchaseHistory history) {
        return logLikelihoodOfRepeats(history.repeats()) + logLikelihoodOfTimes(history);
    }

    /** The part of the log-likelihood that the number of repeats decides alone. */
    double logLikelihoodOfRepeats(long repeats) {
        return Gamma.logGamma(r + repeats)
                - Gamma.logGamma(r)
                + r * Math.log(alpha)
                + Gamma.logGamma(a + b)
                + Gamma.logGamma(b + repeats)
                - Gamma.logGamma(b)
                - Gamma.logGamma(a + b + repeats);
    }

    /** The rest of the log-likelihood. */
    double logLikelihoodOfTimes(PurchaseHistory history) {
        double alive = -(r + history.repeats()) * Math.log(alpha + history.observed());
        if (history.repeats() == 0) {
            return alive;
        }
        double odds = logOddsOfDropout(history);
        return alive + Math.max(odds, 0) + Math.log1p(Math.exp(-Math.abs(odds)));
    }

    /**
     * Probability that the customer still buys, now and then (Fader, Hardie and Lee, "Computing P(alive) Using the BG/NBD
     * Model", note 021, 2008).
     *
     * @return 0 to 1; 1 where there are no repeats
     */
    public double probabilityAlive(PurchaseHistory history) {
        return history.repeats() == 0 ? 1 : 1 / (1 + Math.exp(logOddsOfDropout(history)));
    }

    /** Logarithm of the odds that the customer dropped out at their latest purchase. */
    private double logOddsOfDropout(PurchaseHistory history) {
        double idle = (history.observed() - history.last()) / (alpha + history.last());
        return Math.log(a / (b + history.repeats() - 1)) + (r + history.repeats()) * Math.log1p(idle);
    }

    /**
     * How many purchases are expected of a customer in the weeks to come (equation 10 of the paper).
     *
     * @param weeks zero or more
     * @return zero or more
     */
    public double expectedPurchases(PurchaseHistory history, double weeks) {
        return probabilityAlive(history) * expectedIfAlive(history.repeats(), history.observed(), weeks);
    }

    /**
     * How many repeat purchases are expected of a customer in the weeks after their first purchase (equation 9).
     *
     * @param weeks zero or more
     * @return zero or more
     */
    public double expectedPurchases(double weeks) {
        return expectedIfAlive(0, 0, weeks);
    }

    /**
     * The paper has it as {@code (a+b+x-1)/(a-1) (1 - … 2F1(r+x, b+x; a+b+x-1; …))}, which cancels near a = 1 and overflows
     * for many repeats. The same, as a sum of positive terms: a customer who never dropped out would make n purchases with
     * the probability of a negative binomial distribution, and makes the k-th of them when they survived the k - 1 before.
     */
    private double expectedIfAlive(long repeats, double observed, double weeks) {
        if (weeks == 0) {
            return 0;
        }
        double shape = r + repeats;
        double time = weeks / (alpha + observed);
        double ratio = time / (1 + time);
        double survives = b + repeats;
        double term = 1;
        double survived = 1;
        double survivals = 0;
        double sum = 0;
        double logScale = -shape * Math.log1p(time);
        // The terms rise to one greatest and fall then; all further ones together come to about the last over (1 -
        // ratio).
        long n = 0;
        do {
            survivals += survived;
            survived *= (survives + n) / (a + survives + n);
            term *= (shape + n) / (n + 1) * ratio;
            sum += term * survivals;
            n++;
            if (sum > LARGE) {
                term /= LARGE;
                sum /= LARGE;
                logScale += Math.log(LARGE);
            }
        } while (term * survivals > NEGLIGIBLE * (1 - ratio) * sum);
        return Math.exp(logScale + Math.log(sum));
    }

    /**
     * How long a customer who is alive takes to buy again, in weeks: as likely less as more. The mean would be
     * infinite for many, as rates near zero are never ruled out while r + repeats is at most one.
     *
     * @return greater than zero; may be very large, and infinite
     */
    public double medianWait(PurchaseHistory history) {
        return (alpha + history.observed()) * Math.expm1(Math.log(2) / (r + history.repeats()));
    }
}
