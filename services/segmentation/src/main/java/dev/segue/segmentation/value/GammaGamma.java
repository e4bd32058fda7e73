package dev.segue.segmentation.value;

import org.hipparchus.special.Gamma;

/**
 * The Gamma-Gamma model of spend: Fader and Hardie, "The Gamma-Gamma Model of Monetary Value", note 025 (2013). The values of
 * a customer's transactions vary about a mean of the customer's own, which varies between customers, apart from how
 * often they buy. A customer's expected value lies between the mean of theirs and that of all, nearer to their own the
 * more repeats there are; without repeats it is that of all.
 *
 * @param p shape of the values of a customer; greater than zero
 * @param q shape of the customers' means; greater than one, or else the mean of all is infinite
 * @param gamma scale of the customers' means, in currency units; greater than zero
 */
public record GammaGamma(double p, double q, double gamma) {
    public GammaGamma {
        Positive.require("p", p);
        Positive.require("q", q);
        Positive.require("gamma", gamma);
        if (q <= 1) {
            throw new IllegalArgumentException(
                    "q must be greater than 1, or else the mean value is infinite; it is " + q);
        }
    }

    /**
     * The log-likelihood of a customer's mean repeat value (equation 1a of the note).
     *
     * @param history with repeats and a repeat value above zero
     */
    public double logLikelihood(PurchaseHistory history) {
        Likelihood likelihood = new Likelihood(p, q, gamma);
        return likelihood.ofRepeats(history.repeats()) + likelihood.ofValue(history);
    }

    /** Expected value of a customer's transaction, in currency units (equation 5 of the note). */
    public double expectedValue(PurchaseHistory history) {
        double total = history.repeats() == 0 ? 0 : history.repeats() * history.repeatValue();
        return p * (gamma + total) / (p * history.repeats() + q - 1);
    }

    /** Mean value of the transactions of all customers, in currency units. */
    public double meanValue() {
        return p * gamma / (q - 1);
    }

    /** The log-likelihood in two parts; defined for parameters without a finite mean too. */
    record Likelihood(double p, double q, double gamma) {
        /** The part that the number of repeats decides alone. */
        double ofRepeats(long repeats) {
            return Gamma.logGamma(p * repeats + q)
                    - Gamma.logGamma(p * repeats)
                    - Gamma.logGamma(q)
                    + q * Math.log(gamma);
        }

        /** The rest. */
        double ofValue(PurchaseHistory history) {
            double shape = p * history.repeats();
            double total = history.repeats() * history.repeatValue();
            return shape * Math.log(total) - Math.log(history.repeatValue()) - (shape + q) * Math.log(gamma + total);
        }
    }
}
