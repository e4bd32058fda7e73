package dev.segue.segmentation.assignment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the gate said of a candidate, held against the model in force on the same sample.
 *
 * @param passed whether it may come into force without a person's word
 * @param reasons why, in words: one a limit that is not kept, or else what was found
 * @param against version of the model in force; null where there was none
 * @param movedShare share of the sampled customers it would move, 0 to 1; NaN where there was no model in force
 * @param silhouette the candidate's silhouette on the customers compared; NaN where it could not be compared
 * @param silhouetteInForce that of the model in force on the same customers, on the candidate's scaled features
 * @param inertiaRatio the candidate's inertia over that of the model in force; NaN where they cannot be compared
 * @param limits what was asked of it
 */
public record GateDecision(
        boolean passed,
        List<String> reasons,
        @Nullable Long against,
        double movedShare,
        double silhouette,
        double silhouetteInForce,
        double inertiaRatio,
        GateLimits limits) {
    public GateDecision {
        reasons = List.copyOf(reasons);
    }
}
