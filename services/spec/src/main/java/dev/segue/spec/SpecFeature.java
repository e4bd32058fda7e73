package dev.segue.spec;

import dev.segue.segmentation.features.FeatureCatalogue;
import dev.segue.segmentation.preparation.Dimension;

/**
 * A feature a segmentation clusters on.
 *
 * @param dimension its name, and how its values are prepared
 * @param required whether a customer without it is neither trained on nor placed in a segment
 */
public record SpecFeature(Dimension dimension, boolean required) {
    /**
     * @throws IllegalArgumentException where there is no feature of that name, or a number is to have categories
     */
    public SpecFeature {
        FeatureCatalogue.feature(dimension.name());
        if (dimension instanceof Dimension.Category && !dimension.name().startsWith(FeatureCatalogue.PROFILE)) {
            throw new IllegalArgumentException("encoding must be number, as %s is one; only %s<name> can be one_hot"
                    .formatted(dimension.name(), FeatureCatalogue.PROFILE));
        }
    }

    /** Its name, as in the feature catalogue. */
    public String name() {
        return dimension.name();
    }
}
