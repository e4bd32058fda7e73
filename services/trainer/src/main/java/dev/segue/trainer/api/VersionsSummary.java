package dev.segue.trainer.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.segmentation.assignment.GateDecision;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.trainer.publish.Versions;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;

/**
 * All versions of a segmentation's model.
 *
 * @param segmentation the segmentation
 * @param inForce the version in force, where there is one that can be used
 * @param held the version that waits for a person, where there is one
 * @param versions the versions, the newest first
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record VersionsSummary(
        String segmentation,
        @Nullable Long inForce,
        @Nullable Long held,
        List<VersionSummary> versions) {

    /**
     * A version in a line.
     *
     * @param version its number
     * @param standing in force, superseded, held or dropped
     * @param parent version it was warm-started from
     * @param trainedAt when
     * @param customers customers it was trained on
     * @param segments how many segments it has
     * @param silhouette its silhouette when it was trained
     * @param movedShare share of the customers the gate found it to move
     * @param reasons what the gate said
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record VersionSummary(
            long version,
            String standing,
            @Nullable Long parent,
            Instant trainedAt,
            long customers,
            int segments,
            @Nullable Double silhouette,
            @Nullable Double movedShare,
            List<String> reasons) {}

    static VersionsSummary of(Versions versions) {
        SegmentModel inForce = versions.inForce();
        return new VersionsSummary(
                versions.segmentation(),
                inForce == null ? null : inForce.version(),
                versions.held().map(SegmentModel::version).orElse(null),
                versions.known().descendingMap().values().stream()
                        .map(model -> line(versions, model))
                        .toList());
    }

    private static VersionSummary line(Versions versions, SegmentModel model) {
        GateDecision gate = model.release().gate();
        return new VersionSummary(
                model.version(),
                versions.standing(model),
                model.parent(),
                model.trainedAt(),
                model.quality().sampled(),
                model.segments().size(),
                Figures.finite(model.quality().silhouette()),
                gate == null ? null : Figures.finite(gate.movedShare()),
                gate == null ? List.of() : gate.reasons());
    }
}
