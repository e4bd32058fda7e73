package dev.segue.segmentation.assignment;

import dev.segue.segmentation.drift.Baseline;
import dev.segue.segmentation.features.FeatureCatalogue;
import dev.segue.segmentation.value.ValueModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything needed to place a customer in a segment. Immutable and safe to share between threads.
 *
 * @param segmentation the segmentation this is a model of
 * @param version 1, 2, 3, … within the segmentation
 * @param parent the version training was warm-started from; null for a cold start
 * @param trainedAt when it was trained (wall clock)
 * @param asOf the moment the sampled customers' features were aged to
 * @param features the dimensions, in the order of every centroid's coordinates (before any projection); at least one
 * @param segments the clusters, one a segment; at least one
 * @param quality how good the clustering is on the sample
 * @param flapControl what a move needs
 * @param lineage what became of the parent's segments
 * @param segmentsEver how many segment ids the segmentation has given out so far
 * @param seed seed of the random numbers
 * @param projection the components the centroids live on; null where they live on the features themselves
 * @param spec fingerprint of the specification it was trained for; empty where that is not known
 * @param value what predicts customers' purchases and value; null where there is none, which rules out features that are
 *     predicted
 * @param baseline the customers of the search that its clusters come from; null where that is not known
 * @param release how this version stands
 */
public record SegmentModel(
        String segmentation,
        long version,
        @Nullable Long parent,
        Instant trainedAt,
        Instant asOf,
        List<ModelFeature> features,
        List<Segment> segments,
        Quality quality,
        FlapControl flapControl,
        List<Lineage> lineage,
        long segmentsEver,
        long seed,
        @Nullable Projection projection,
        String spec,
        @Nullable ValueModel value,
        @Nullable Baseline baseline,
        Release release) {

    /**
     * @throws IllegalArgumentException naming the model and what is wrong with it: no features or segments, a projection
     *     of other features, a predicted feature without a value model, a centroid or profile of the wrong length, a segment
     *     id used twice
     */
    public SegmentModel {
        Objects.requireNonNull(segmentation, "segmentation");
        Objects.requireNonNull(release, "release");
        features = List.copyOf(features);
        segments = List.copyOf(segments);
        lineage = List.copyOf(lineage);
        String name = "model %s v%d".formatted(segmentation, version);
        if (version < 1) {
            throw new IllegalArgumentException(name + ": version must be 1 or more");
        }
        if (features.isEmpty() || segments.isEmpty()) {
            throw new IllegalArgumentException(name + ": needs at least one feature and one segment");
        }
        Objects.requireNonNull(spec, "spec");
        if (projection != null && projection.features() != features.size()) {
            throw new IllegalArgumentException("%s: projection of %d coordinates for %d features"
                    .formatted(name, projection.features(), features.size()));
        }
        for (ModelFeature feature : features) {
            if (value == null && FeatureCatalogue.isPredicted(feature.name())) {
                throw new IllegalArgumentException("%s: feature %s is predicted by a value model, but there is none"
                        .formatted(name, feature.name()));
            }
        }
        if (baseline != null && baseline.features().size() != features.size()) {
            throw new IllegalArgumentException("%s: baseline of %d features for %d features"
                    .formatted(name, baseline.features().size(), features.size()));
        }
        int coordinates = projection == null ? features.size() : projection.components().length;
        Set<String> ids = new HashSet<>();
        for (Segment segment : segments) {
            if (segment.centroid().length != coordinates) {
                throw new IllegalArgumentException("%s: segment %s has a centroid of %d coordinates; it must be %d"
                        .formatted(name, segment.id(), segment.centroid().length, coordinates));
            }
            if (segment.profile().length != features.size()) {
                throw new IllegalArgumentException("%s: segment %s has a profile of %d features; it must be %d"
                        .formatted(name, segment.id(), segment.profile().length, features.size()));
            }
            if (!ids.add(segment.id())) {
                throw new IllegalArgumentException("%s: segment id %s is used twice".formatted(name, segment.id()));
            }
        }
    }

    /** A model without projection and value model, of a specification that is not known, nobody held against another. */
    public SegmentModel(
            String segmentation,
            long version,
            @Nullable Long parent,
            Instant trainedAt,
            Instant asOf,
            List<ModelFeature> features,
            List<Segment> segments,
            Quality quality,
            FlapControl flapControl,
            List<Lineage> lineage,
            long segmentsEver,
            long seed) {
        this(
                segmentation,
                version,
                parent,
                trainedAt,
                asOf,
                features,
                segments,
                quality,
                flapControl,
                lineage,
                segmentsEver,
                seed,
                null,
                "",
                null,
                null,
                Release.PUBLISHED);
    }

    /** The same model, standing otherwise. */
    public SegmentModel released(Release other) {
        return with(version, segmentsEver, other);
    }

    /** The same model, otherwise numbered. */
    public SegmentModel numbered(long otherVersion, long otherSegmentsEver) {
        return with(otherVersion, otherSegmentsEver, release);
    }

    private SegmentModel with(long otherVersion, long otherSegmentsEver, Release otherRelease) {
        return new SegmentModel(
                segmentation,
                otherVersion,
                parent,
                trainedAt,
                asOf,
                features,
                segments,
                quality,
                flapControl,
                lineage,
                otherSegmentsEver,
                seed,
                projection,
                spec,
                value,
                baseline,
                otherRelease);
    }

    /**
     * A customer's coordinates on the scaled, weighted features.
     *
     * @param raw raw feature values in the order of {@link #features()}, NaN where absent
     */
    public double[] scaled(double[] raw) {
        double[] scaled = new double[raw.length];
        for (int i = 0; i < raw.length; i++) {
            scaled[i] = features.get(i).coordinate(raw[i]);
        }
        return scaled;
    }

    /**
     * The point a customer stands at, among the centroids.
     *
     * @param raw raw feature values in the order of {@link #features()}, NaN where absent
     */
    public double[] coordinates(double[] raw) {
        double[] scaled = scaled(raw);
        return projection == null ? scaled : projection.apply(scaled);
    }

    /**
     * What a centroid, or a difference of two, stands for on the scaled, weighted features; itself where there is no
     * projection.
     */
    public double[] onFeatures(double[] centroid) {
        return projection == null ? centroid : projection.back(centroid);
    }

    /**
     * The features a customer lacks to be placed in a segment at all.
     *
     * @param raw raw feature values in the order of {@link #features()}, NaN where absent
     * @return names of required features that are absent; mostly none
     */
    public List<String> missing(double[] raw) {
        List<String> missing = new ArrayList<>();
        for (String required : flapControl.required()) {
            for (int i = 0; i < raw.length; i++) {
                if (Double.isNaN(raw[i]) && features.get(i).name().equals(required) && !missing.contains(required)) {
                    missing.add(required);
                }
            }
        }
        return missing;
    }

    /**
     * Whether a customer is placed in a segment at all.
     *
     * @param evidence orders they have
     * @param raw raw feature values in the order of {@link #features()}, NaN where absent
     */
    public boolean places(long evidence, double[] raw) {
        return evidence >= flapControl.minEvidence() && missing(raw).isEmpty();
    }

    /**
     * Where a customer stands.
     *
     * @param raw raw feature values in the order of {@link #features()}, NaN where absent
     */
    public Placement place(double[] raw) {
        double[] point = coordinates(raw);
        int nearest = -1;
        int second = -1;
        double nearestSquared = Double.POSITIVE_INFINITY;
        double secondSquared = Double.POSITIVE_INFINITY;
        for (int i = 0; i < segments.size(); i++) {
            double squared = squaredDistance(point, i);
            // Whoever stands so far out that no distance is finite goes to the first rather than nowhere.
            if (nearest < 0 || squared < nearestSquared) {
                second = nearest;
                secondSquared = nearestSquared;
                nearest = i;
                nearestSquared = squared;
            } else if (squared < secondSquared) {
                second = i;
                secondSquared = squared;
            }
        }
        return new Placement(raw, point, nearest, Math.sqrt(nearestSquared), second, Math.sqrt(secondSquared));
    }

    /**
     * Euclidean distance of a point to a segment's centroid.
     *
     * @param point coordinates on the scaled, weighted features
     * @param segment index of the segment
     */
    public double distance(double[] point, int segment) {
        return Math.sqrt(squaredDistance(point, segment));
    }

    private double squaredDistance(double[] point, int segment) {
        double[] centroid = segments.get(segment).centroid();
        double sum = 0;
        for (int i = 0; i < point.length; i++) {
            double difference = point[i] - centroid[i];
            sum += difference * difference;
        }
        return sum;
    }

    /**
     * Index of a segment by its id.
     *
     * @return the index in {@link #segments()}, or -1 where this model has no such segment
     */
    public int indexOf(@Nullable String segmentId) {
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).id().equals(segmentId)) {
                return i;
            }
        }
        return -1;
    }
}
