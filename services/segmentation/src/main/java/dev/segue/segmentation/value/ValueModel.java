package dev.segue.segmentation.value;

/**
 * Fitted models of purchases and spend, and how far ahead value is predicted. Immutable and safe to share between threads;
 * everything is computed in constant time from a customer's history.
 *
 * @param purchases model of purchases
 * @param spend model of their values
 * @param horizonWeeks how far ahead purchases and value are predicted, in weeks; greater than zero
 */
public record ValueModel(BgNbd purchases, GammaGamma spend, double horizonWeeks) {
    /** Longest wait predicted, in days: a century. */
    static final double LONGEST_WAIT_DAYS = 36_525;

    public ValueModel {
        Positive.require("horizonWeeks", horizonWeeks);
    }

    /** Probability that the customer still buys now and then, 0 to 1. */
    public double probabilityAlive(PurchaseHistory history) {
        return purchases.probabilityAlive(history);
    }

    /** Expected purchases over the horizon. */
    public double expectedPurchases(PurchaseHistory history) {
        return purchases.expectedPurchases(history, horizonWeeks);
    }

    /** Expected value of one of the customer's transactions, in currency units. */
    public double expectedValue(PurchaseHistory history) {
        return spend.expectedValue(history);
    }

    /**
     * What the customer is expected to spend over the horizon, in currency units: expected purchases times their expected
     * value. Not discounted: over a horizon of months, what money costs is less than what the models leave open.
     */
    public double lifetimeValue(PurchaseHistory history) {
        return expectedPurchases(history) * expectedValue(history);
    }

    /**
     * In how many days the customer, if alive, buys again: as likely sooner as later.
     *
     * @return greater than zero, at most a century
     */
    public double nextPurchaseDays(PurchaseHistory history) {
        return Math.min(purchases.medianWait(history) * PurchaseHistory.WEEK_DAYS, LONGEST_WAIT_DAYS);
    }
}
