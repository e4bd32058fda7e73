package dev.segue.console.moves;

import dev.segue.segmentation.features.FeatureCatalogue;

/** Tells what is of customers' profiles, which not everybody may see, from what they did. */
public final class Personal {
    private Personal() {}

    /** Whether a feature is of the profile. */
    public static boolean is(String feature) {
        return feature.startsWith(FeatureCatalogue.PROFILE);
    }
}
