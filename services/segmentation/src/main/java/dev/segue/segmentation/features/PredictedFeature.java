package dev.segue.segmentation.features;

import dev.segue.segmentation.value.PurchaseHistory;
import dev.segue.segmentation.value.ValueFeature;
import dev.segue.segmentation.value.ValueModel;
import org.jspecify.annotations.Nullable;

/**
 * What a value model predicts of a customer. It is not kept in snapshots, as it follows from plain features that are, and
 * from the model.
 *
 * @param feature which prediction
 * @param model the value model; null where there is none, which leaves the feature undefined
 */
record PredictedFeature(ValueFeature feature, @Nullable ValueModel model) implements Feature {
    @Override
    public String featureName() {
        return feature.featureName();
    }

    @Override
    public Ageing ageing() {
        return Ageing.ANEW;
    }

    @Override
    public double value(CustomerState state, long now, Decay decay) {
        PurchaseHistory history = PlainHistory.of(plain -> plain.value(state, now, decay));
        return model == null || history == null ? Double.NaN : feature.value(model, history);
    }
}
