package dev.segue.console.answers;

import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * All versions of a segmentation's model.
 *
 * @param segmentation the segmentation
 * @param inForce the version in force; null where there is none that can be used
 * @param held the version that waits for a person; null where none does
 * @param versions the versions, the newest first
 */
public record ModelVersions(
        String segmentation,
        @Nullable Long inForce,
        @Nullable Long held,
        List<Line> versions) {

    /**
     * A version in a line.
     *
     * @param version its number
     * @param standing how it stands
     * @param parent version it was warm-started from; null for none
     * @param trainedAt when
     * @param customers customers it was trained on
     * @param segments how many segments it has
     * @param silhouette its silhouette when it was trained, -1 to 1; null where it is not defined
     * @param movedShare share of the customers the gate found it to move, 0 to 1; null where there was nothing to compare
     * @param reasons what the gate said
     */
    public record Line(
            long version,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"in force", "superseded", "held", "dropped"})
            String standing,

            @Nullable Long parent,
            Instant trainedAt,
            long customers,
            int segments,
            @Nullable Double silhouette,
            @Nullable Double movedShare,
            List<String> reasons) {}
}
