package dev.segue.console.answers;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;

/**
 * Two versions side by side.
 *
 * @param segmentation the segmentation
 * @param from the one version
 * @param to the other
 * @param movedShare share of the sampled customers who would be in another segment, 0 to 1
 * @param segments the segments of both, matched by id
 * @param migration the sampled customers as they are now, by where each version puts them
 */
public record ModelDifference(
        String segmentation,
        long from,
        long to,
        double movedShare,
        List<Pair> segments,
        List<ModelVersion.Migration> migration) {

    /**
     * A segment in both versions.
     *
     * @param id stable id
     * @param label name for people
     * @param from in the one; null where it is not there
     * @param to in the other; null where it is not there
     */
    public record Pair(
            String id,
            String label,
            @Nullable Side from,
            @Nullable Side to) {}

    /**
     * A segment in one version.
     *
     * @param size customers it was trained on
     * @param profile means of the features over them, in the features' own units; null where no customer has one
     */
    public record Side(long size, Map<String, @Nullable Double> profile) {}
}
