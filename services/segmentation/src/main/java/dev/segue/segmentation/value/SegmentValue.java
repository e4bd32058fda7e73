package dev.segue.segmentation.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the customers of a segment are worth: means over those of them who have bought, NaN where none has.
 *
 * @param buyers customers who have bought
 * @param churnRate mean probability of having dropped out, 0 to 1
 * @param expectedPurchases purchases expected a customer over the model's horizon
 * @param lifetimeValue spend expected a customer over the model's horizon, in currency units
 */
public record SegmentValue(long buyers, double churnRate, double expectedPurchases, double lifetimeValue) {
    /**
     * The value of each segment.
     *
     * @param histories customers' histories; null for who has not bought
     * @param labels index of each customer's segment, 0 to less than {@code segments}
     * @param segments how many segments there are
     * @return one a segment, in their order
     */
    public static List<SegmentValue> of(
            ValueModel model, List<@Nullable PurchaseHistory> histories, int[] labels, int segments) {
        if (histories.size() != labels.length) {
            throw new IllegalArgumentException(
                    "there are %d histories for %d labels".formatted(histories.size(), labels.length));
        }
        Sum[] sums = new Sum[segments];
        for (int segment = 0; segment < segments; segment++) {
            sums[segment] = new Sum();
        }
        for (int i = 0; i < labels.length; i++) {
            PurchaseHistory history = histories.get(i);
            if (history != null) {
                sums[labels[i]].add(model, history);
            }
        }
        return Arrays.stream(sums).map(Sum::mean).toList();
    }

    private static final class Sum {
        private long buyers;
        private double dropout;
        private double purchases;
        private double value;

        private void add(ValueModel model, PurchaseHistory history) {
            buyers++;
            dropout += 1 - model.probabilityAlive(history);
            purchases += model.expectedPurchases(history);
            value += model.lifetimeValue(history);
        }

        private SegmentValue mean() {
            return buyers == 0
                    ? new SegmentValue(0, Double.NaN, Double.NaN, Double.NaN)
                    : new SegmentValue(buyers, dropout / buyers, purchases / buyers, value / buyers);
        }
    }
}
