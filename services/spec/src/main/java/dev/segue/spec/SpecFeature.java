package dev.segue.spec;

import dev.segue.segmentation.clustering.Dimension;
import dev.segue.segmentation.features.FeatureCatalogue;

/**
 * A feature a segmentation clusters on.
 *
 * @param dimension its name, transform, clipping and weight
 * @param required whether a customer without it does not count towards training
 */
public record SpecFeature(Dimension dimension, boolean required) {
    /**
     * @throws IllegalArgumentException where there is no feature of that name
     */
    public SpecFeature {
        FeatureCatalogue.feature(dimension.name());
    }

    /** Its name, as in the feature catalogue. */
    public String name() {
        return dimension.name();
    }
}
