package dev.segue.segmentation.features;

import dev.segue.segmentation.value.PurchaseHistory;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What the value models need of a customer, out of the customer's plain features. */
public final class PlainHistory {
    private PlainHistory() {}

    /**
     * A customer's purchase history.
     *
     * @param features gives the value of each plain feature asked for, all at the same moment; NaN where it is undefined
     * @return null where the customer has not bought, or not all features needed are there
     */
    public static @Nullable PurchaseHistory of(ToDoubleFunction<BehaviourFeature> features) {
        double purchaseDays = features.applyAsDouble(BehaviourFeature.PURCHASE_DAYS);
        double tenureDays = features.applyAsDouble(BehaviourFeature.TENURE_DAYS);
        double recencyDays = features.applyAsDouble(BehaviourFeature.RECENCY_DAYS);
        double repeatValue = features.applyAsDouble(BehaviourFeature.REPEAT_VALUE);
        boolean bought = purchaseDays >= 1 && tenureDays >= 0 && recencyDays >= 0;
        boolean valued = purchaseDays < 2 || repeatValue >= 0;
        return bought && valued ? PurchaseHistory.ofDays(purchaseDays, tenureDays, recencyDays, repeatValue) : null;
    }
}
