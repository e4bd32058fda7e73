package dev.segue.console.answers;

import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A version of a model, or one that was only tried.
 *
 * @param segmentation the segmentation
 * @param version its number; null for one that was only tried
 * @param standing how it stands; of one that was only tried, what the gate would have made of it
 * @param parent version it was warm-started from; null for none
 * @param trainedAt when it was trained
 * @param asOf the moment the customers' features were aged to
 * @param segments its segments
 * @param quality how good it is
 * @param lineage what became of the segments of the model before
 * @param gate what the gate said; null where it was not asked
 * @param migration whom it moves, of the sample
 * @param structure whether there is more to it than chance makes; null where that was not looked into just now
 * @param seconds how long training took; null where it was not trained just now
 */
public record ModelVersion(
        String segmentation,
        @Nullable Long version,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                allowableValues = {"in force", "superseded", "held", "dropped", "would be in force", "would be held"})
        String standing,

        @Nullable Long parent,
        Instant trainedAt,
        Instant asOf,
        List<Segment> segments,
        Quality quality,
        List<Lineage> lineage,
        @Nullable Gate gate,
        List<Migration> migration,
        @Nullable Structure structure,
        @Nullable Double seconds) {

    /**
     * A segment.
     *
     * @param id stable id
     * @param slug short name
     * @param label name for people
     * @param size customers it was trained on
     * @param radius mean Euclidean distance of those customers to the centroid, among scaled features
     * @param profile means of the features over them, in the features' own units; null where no customer has one
     */
    public record Segment(
            String id, String slug, String label, long size, double radius, Map<String, @Nullable Double> profile) {}

    /**
     * How good the model is on its sample.
     *
     * @param sampled customers
     * @param inertia sum of their squared distances to the nearest centroid
     * @param silhouette -1 to 1; null where it is not defined
     * @param calinskiHarabasz the more, the better apart
     * @param daviesBouldin the less, the better apart
     * @param fullKmeansRatio inertia over that of full K-means on the same sample, 1 being as good; null where that was not tried
     */
    public record Quality(
            long sampled,
            double inertia,
            @Nullable Double silhouette,
            double calinskiHarabasz,
            double daviesBouldin,
            @Nullable Double fullKmeansRatio) {}

    /**
     * What became of a segment.
     *
     * @param kind what it was
     * @param segment its id
     * @param related ids of the segments it came from or went into
     * @param distance how far its centroid moved; null where there is nothing to measure from
     */
    public record Lineage(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"kept", "born", "retired", "split", "merged"})
            String kind,

            String segment,
            List<String> related,
            @Nullable Double distance) {}

    /**
     * What the gate said; a figure is null where there was nothing to compare.
     *
     * @param passed whether it could come into force by itself
     * @param reasons why, in words
     * @param against version of the model in force it was held against
     * @param movedShare share of the customers it would move, 0 to 1
     * @param silhouette its silhouette on the customers compared
     * @param silhouetteInForce that of the model in force
     * @param inertiaRatio its inertia over that of the model in force
     * @param limits what it had to keep
     */
    public record Gate(
            boolean passed,
            List<String> reasons,
            @Nullable Long against,
            @Nullable Double movedShare,
            @Nullable Double silhouette,
            @Nullable Double silhouetteInForce,
            @Nullable Double inertiaRatio,
            Limits limits) {}

    /**
     * What a candidate must keep.
     *
     * @param maxMoved share of the customers it may move at most, 0 to 1
     * @param minSilhouetteRatio its silhouette over that of the model in force, at least
     * @param maxInertiaRatio its inertia over that of the model in force, at most
     */
    public record Limits(double maxMoved, double minSilhouetteRatio, double maxInertiaRatio) {}

    /**
     * Sampled customers who go from one segment to another, or stay.
     *
     * @param from id of the segment they are in; null for unassigned
     * @param to id of the segment they come to; null for unassigned
     * @param customers how many
     */
    public record Migration(@Nullable String from, @Nullable String to, long customers) {}

    /**
     * Whether there is more structure than chance makes.
     *
     * @param betterThanNoise whether there is
     * @param sentence the same in words, with figures
     */
    public record Structure(boolean betterThanNoise, String sentence) {}
}
