package dev.segue.segmentation.value;

/**
 * What the value models need to know of a customer who has bought. A customer's purchases on one day are one transaction.
 *
 * @param repeats transactions after the first; zero or more
 * @param last when the latest transaction was, in weeks after the first; zero where there are no repeats
 * @param observed how long the customer has been watched, in weeks after the first transaction; at least {@code last}
 * @param repeatValue mean value of the repeat transactions, in currency units, zero or more; NaN where there are none
 */
public record PurchaseHistory(long repeats, double last, double observed, double repeatValue) {
    /** Days in the models' unit of time. */
    public static final double WEEK_DAYS = 7;

    public PurchaseHistory {
        if (repeats < 0) {
            throw new IllegalArgumentException("repeats must be zero or more, not " + repeats);
        }
        if (!(last >= 0 && last <= observed && Double.isFinite(observed))) {
            throw new IllegalArgumentException(
                    "last must be from zero to observed, but they are %s and %s weeks".formatted(last, observed));
        }
        if (repeats == 0 && last != 0) {
            throw new IllegalArgumentException("last must be zero without repeats, not %s weeks".formatted(last));
        }
        if (repeats == 0 ? !Double.isNaN(repeatValue) : !(repeatValue >= 0 && Double.isFinite(repeatValue))) {
            throw new IllegalArgumentException("repeatValue of %d repeats must be %s, not %s"
                    .formatted(repeats, repeats == 0 ? "NaN" : "zero or more", repeatValue));
        }
    }

    /**
     * The history of a customer's plain features.
     *
     * @param purchaseDays days on which the customer bought, one or more
     * @param tenureDays days since the first purchase, zero or more
     * @param recencyDays days since the latest purchase, zero or more
     * @param repeatValue mean value of a purchase day after the first, in currency units; NaN where there is none
     */
    public static PurchaseHistory ofDays(
            double purchaseDays, double tenureDays, double recencyDays, double repeatValue) {
        long repeats = Math.max(0, Math.round(purchaseDays) - 1);
        double observed = tenureDays / WEEK_DAYS;
        double last = repeats == 0 ? 0 : Math.clamp((tenureDays - recencyDays) / WEEK_DAYS, 0, observed);
        return new PurchaseHistory(repeats, last, observed, repeats == 0 ? Double.NaN : repeatValue);
    }

    /** The same but for the value; what histories with equal times share. */
    PurchaseHistory atNoValue() {
        return new PurchaseHistory(repeats, last, observed, repeats == 0 ? Double.NaN : 0);
    }
}
