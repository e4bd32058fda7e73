package dev.segue.trainer.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.segmentation.assignment.GateDecision;
import dev.segue.segmentation.assignment.GateLimits;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;

/**
 * What the gate said of a version; a figure is null where there was nothing to compare.
 *
 * @param passed whether it could come into force by itself
 * @param reasons why, in words
 * @param against version of the model in force it was held against
 * @param movedShare share of the customers it would move
 * @param silhouette its silhouette on the customers compared
 * @param silhouetteInForce that of the model in force
 * @param inertiaRatio its inertia over that of the model in force
 * @param limits what it had to keep
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record GateSummary(
        boolean passed,
        List<String> reasons,
        @Nullable Long against,
        @Nullable Double movedShare,
        @Nullable Double silhouette,
        @Nullable Double silhouetteInForce,
        @Nullable Double inertiaRatio,
        Limits limits) {

    /** What a candidate must keep. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Limits(double maxMoved, double minSilhouetteRatio, double maxInertiaRatio) {}

    static @Nullable GateSummary of(@Nullable GateDecision gate) {
        if (gate == null) {
            return null;
        }
        GateLimits limits = gate.limits();
        return new GateSummary(
                gate.passed(),
                gate.reasons(),
                gate.against(),
                Figures.finite(gate.movedShare()),
                Figures.finite(gate.silhouette()),
                Figures.finite(gate.silhouetteInForce()),
                Figures.finite(gate.inertiaRatio()),
                new Limits(limits.maxMoved(), limits.minSilhouetteRatio(), limits.maxInertiaRatio()));
    }
}
