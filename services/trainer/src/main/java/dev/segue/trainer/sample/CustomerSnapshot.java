package dev.segue.trainer.sample;

import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.event.TraitValue;
import dev.segue.segmentation.features.FeatureCatalogue;
import dev.segue.segmentation.features.Level;
import dev.segue.segmentation.features.PlainHistory;
import dev.segue.segmentation.preparation.Dimension;
import dev.segue.segmentation.value.PurchaseHistory;
import dev.segue.segmentation.value.ValueFeature;
import dev.segue.segmentation.value.ValueModel;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer's features at a moment.
 *
 * @param asOf the moment they are computed for
 * @param halfLifeDays half-life of the decayed totals among them, in days; greater than zero
 * @param evidence orders they rest on
 * @param features their values, by name
 */
public record CustomerSnapshot(Instant asOf, double halfLifeDays, long evidence, Map<String, TraitValue> features) {
    private static final double DAY_MILLIS = 86_400_000;

    public CustomerSnapshot {
        features = Map.copyOf(features);
        if (!(halfLifeDays > 0)) {
            throw new IllegalArgumentException("half_life_days must be greater than zero, not " + halfLifeDays);
        }
    }

    /** Whether the customer has what a dimension is of: a number, or for a category any value. */
    boolean has(Dimension dimension) {
        return switch (dimension) {
            case Dimension.Number number when FeatureCatalogue.isPredicted(number.name()) -> history(asOf) != null;
            case Dimension.Number number -> !Double.isNaN(FeatureCatalogue.valueIn(features, number.name()));
            case Dimension.Category category -> text(category.name()) != null;
        };
    }

    /** A feature as a text; null where the customer does not have it. */
    @Nullable
    String text(String feature) {
        TraitValue value = features.get(feature);
        return value == null ? null : value.asText();
    }

    /**
     * Raw values of a model's features at a later moment, in its order, as the model means them: levels of categories, and
     * predictions by its own value model; NaN where the customer does not have one.
     */
    double[] valuesFor(SegmentModel model, Instant moment) {
        PurchaseHistory history = history(moment);
        ValueModel value = model.value();
        return model.features().stream()
                .mapToDouble(feature -> {
                    Level level = feature.level();
                    ValueFeature predicted = ValueFeature.named(feature.name()).orElse(null);
                    if (level != null) {
                        return level.value(text(feature.name()));
                    }
                    if (predicted != null) {
                        return value == null || history == null ? Double.NaN : predicted.value(value, history);
                    }
                    return at(moment, feature.name());
                })
                .toArray();
    }

    /** What a value model needs to know at a later moment, if nothing but time happened since; null for who has not bought. */
    @Nullable
    PurchaseHistory history(Instant moment) {
        return PlainHistory.of(feature -> at(moment, feature.featureName()));
    }

    /**
     * A feature's value at a later moment, if nothing but time happened since; the value as it is at an earlier one.
     *
     * @return the value; NaN where the customer does not have the feature, and for what a value model predicts
     */
    double at(Instant moment, String feature) {
        double days = Math.max(0, moment.toEpochMilli() - asOf.toEpochMilli()) / DAY_MILLIS;
        double value = FeatureCatalogue.valueIn(features, feature);
        return FeatureCatalogue.feature(feature).ageing().age(value, days, halfLifeDays);
    }
}
