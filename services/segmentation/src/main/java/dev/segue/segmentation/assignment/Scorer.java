package dev.segue.segmentation.assignment;

import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.features.Feature;
import dev.segue.segmentation.features.FeatureCatalogue;
import dev.segue.segmentation.features.PlainHistory;
import dev.segue.segmentation.value.Outlook;
import dev.segue.segmentation.value.PurchaseHistory;
import dev.segue.segmentation.value.ValueModel;
import org.jspecify.annotations.Nullable;

/** A model made ready to place customers: its features looked up once. Immutable and safe to share between threads. */
public final class Scorer {
    private final SegmentModel model;
    private final Decay decay;
    private final Feature[] features;
    private final Feature[] required;
    private final int featuresHash;

    /**
     * @param decay the decay customers' states are kept with
     * @throws IllegalArgumentException when the model has a feature that the catalogue does not know, or requires one it
     *     does not have
     */
    public Scorer(SegmentModel model, Decay decay) {
        this.model = model;
        this.decay = decay;
        this.features = model.features().stream()
                .map(feature -> feature(feature, model.value()))
                .toArray(Feature[]::new);
        this.required = model.flapControl().required().stream()
                .map(name -> features[indexOf(name)])
                .toArray(Feature[]::new);
        this.featuresHash = model.features().stream()
                .map(ModelFeature::coordinateName)
                .toList()
                .hashCode();
    }

    private static Feature feature(ModelFeature feature, @Nullable ValueModel value) {
        return FeatureCatalogue.isPredicted(feature.name())
                ? FeatureCatalogue.predicted(feature.name(), value)
                : FeatureCatalogue.feature(feature.name(), feature.level());
    }

    /** The model. */
    public SegmentModel model() {
        return model;
    }

    /** Whether a customer has every feature without which the model places nobody. */
    boolean hasRequired(CustomerState state, long now) {
        for (Feature feature : required) {
            if (Double.isNaN(feature.value(state, now, decay))) {
                return false;
            }
        }
        return true;
    }

    /** Tells lists of features apart, so that values are only compared with values of the same features. */
    int featuresHash() {
        return featuresHash;
    }

    /**
     * Where a customer stands.
     *
     * @param now the moment, epoch milliseconds
     */
    public Placement place(CustomerState state, long now) {
        double[] raw = new double[features.length];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = features[i].value(state, now, decay);
        }
        return model.place(raw);
    }

    /**
     * What the model predicts of a customer.
     *
     * @param now the moment, epoch milliseconds
     * @return null where it predicts nothing, or nothing of who has not bought
     */
    public @Nullable Outlook outlook(CustomerState state, long now) {
        ValueModel value = model.value();
        PurchaseHistory history = value == null ? null : PlainHistory.of(plain -> plain.value(state, now, decay));
        return value == null || history == null ? null : Outlook.of(value, history);
    }

    private int indexOf(String feature) {
        for (int i = 0; i < features.length; i++) {
            if (model.features().get(i).name().equals(feature)) {
                return i;
            }
        }
        throw new IllegalArgumentException("model %s v%d requires %s, which is none of its features"
                .formatted(model.segmentation(), model.version(), feature));
    }
}
