package dev.segue.trainer.sample;

import dev.segue.segmentation.features.FeatureCatalogue;
import java.time.Instant;
import java.util.Map;

/**
 * A customer's features at a moment.
 *
 * @param asOf the moment they are computed for
 * @param halfLifeDays half-life of the decayed totals among them, in days; greater than zero
 * @param evidence orders they rest on
 * @param features the numbers among them, by name; a flag is 1 or 0
 */
public record CustomerSnapshot(Instant asOf, double halfLifeDays, long evidence, Map<String, Double> features) {
    private static final double DAY_MILLIS = 86_400_000;

    public CustomerSnapshot {
        features = Map.copyOf(features);
        if (!(halfLifeDays > 0)) {
            throw new IllegalArgumentException("half_life_days must be greater than zero, not " + halfLifeDays);
        }
    }

    /** Whether the customer has a feature. */
    boolean has(String feature) {
        return !Double.isNaN(FeatureCatalogue.valueIn(features, feature));
    }

    /**
     * A feature's value at a later moment, if nothing but time happened since; the value as it is at an earlier one.
     *
     * @return the value; NaN where the customer does not have the feature
     */
    double at(Instant moment, String feature) {
        double days = Math.max(0, moment.toEpochMilli() - asOf.toEpochMilli()) / DAY_MILLIS;
        double value = FeatureCatalogue.valueIn(features, feature);
        return FeatureCatalogue.feature(feature).ageing().age(value, days, halfLifeDays);
    }
}
