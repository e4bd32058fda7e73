package dev.segue.segmentation.assignment;

import dev.segue.segmentation.value.SegmentValue;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One segment of a model. The arrays belong to the model and must not be changed.
 *
 * @param id stable identity: kept across retrains while the segment survives, never used again after it retires
 * @param slug short name for machines, made when the segment is born and kept
 * @param label name for people: how the segment differs from the average customer
 * @param centroid coordinates on the scaled, weighted features, or along the model's components where it has a projection
 * @param profile means of the raw features over the segment's sampled customers who have them; NaN where none has
 * @param size sampled customers nearest to this centroid, zero or more
 * @param radius mean Euclidean distance of those customers to the centroid, zero or more
 * @param value what those customers were worth when the model was trained; null where nothing predicts it
 */
@SuppressWarnings("ArrayRecordComponent") // Read on the hot path; a model's segments are never compared as values.
public record Segment(
        String id,
        String slug,
        String label,
        double[] centroid,
        double[] profile,
        long size,
        double radius,
        @Nullable SegmentValue value) {
    public Segment {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(slug, "slug");
        Objects.requireNonNull(label, "label");
        if (id.isEmpty()) {
            throw new IllegalArgumentException("segment '%s': id must not be empty".formatted(slug));
        }
        for (double coordinate : centroid) {
            if (!Double.isFinite(coordinate)) {
                throw new IllegalArgumentException(
                        "segment %s: centroid has a coordinate that is not a finite number".formatted(id));
            }
        }
    }

    /** A segment of whose worth nothing is known. */
    public Segment(
            String id, String slug, String label, double[] centroid, double[] profile, long size, double radius) {
        this(id, slug, label, centroid, profile, size, radius, null);
    }
}
