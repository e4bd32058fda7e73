package dev.segue.segmenter.outbound;

import dev.segue.avro.CustomerFeatures;
import dev.segue.segmentation.event.Money;
import dev.segue.segmentation.event.TraitValue;
import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.features.FeatureCatalogue;
import dev.segue.segmentation.features.Lifetime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A customer's features as they travel. */
public final class FeatureRecords {
    private FeatureRecords() {}

    /**
     * The record of a customer's features at a moment.
     *
     * @param now epoch milliseconds
     */
    public static CustomerFeatures record(String customer, CustomerState state, long now, Decay decay) {
        Lifetime lifetime = state.lifetime();
        boolean bought = lifetime.orders() > 0;
        Map<String, Object> features = new HashMap<>();
        FeatureCatalogue.allOf(state, now, decay).forEach((name, value) -> {
            switch (value) {
                case TraitValue.Number number -> features.put(name, number.value());
                case TraitValue.Text text -> features.put(name, text.value());
                case TraitValue.Flag flag -> features.put(name, flag.value());
                case TraitValue.Absent absent -> {
                    // The map leaves undefined features out.
                }
            }
        });
        return CustomerFeatures.newBuilder()
                .setUserId(customer)
                .setAsOf(Instant.ofEpochMilli(now))
                .setHalfLifeDays(decay.halfLifeDays())
                .setEvidence(state.evidence())
                .setOrders(lifetime.orders())
                .setGross(Money.decimal(lifetime.gross()))
                .setRefunds(Money.decimal(lifetime.refunds()))
                .setFirstPurchase(bought ? Instant.ofEpochMilli(lifetime.firstPurchase()) : null)
                .setLastPurchase(bought ? Instant.ofEpochMilli(lifetime.lastPurchase()) : null)
                .setFeatures(features)
                .build();
    }
}
