package dev.segue.segmentation.strategy;

import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.features.Feature;
import dev.segue.segmentation.features.FeatureCatalogue;
import dev.segue.segmentation.value.ValueModel;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The features a playbook asks for, looked up once. Immutable. */
final class KnownFeatures {
    private final Map<String, Feature> features = new HashMap<>();
    private final Decay decay;

    /**
     * @param names features of the catalogue
     * @param value what predicts; null where nothing does, which leaves predictions undefined
     */
    KnownFeatures(Stream<String> names, @Nullable ValueModel value, Decay decay) {
        names.forEach(name -> features.computeIfAbsent(
                name,
                unseen -> FeatureCatalogue.isPredicted(name)
                        ? FeatureCatalogue.predicted(name, value)
                        : FeatureCatalogue.feature(name)));
        this.decay = decay;
    }

    double value(String name, CustomerState state, long now) {
        Feature feature = features.get(name);
        if (feature == null) {
            throw new IllegalStateException("feature %s was not asked for by the playbook".formatted(name));
        }
        return feature.value(state, now, decay);
    }
}
