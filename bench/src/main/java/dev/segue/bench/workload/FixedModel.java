package dev.segue.bench.workload;

import dev.segue.segmentation.assignment.FlapControl;
import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Quality;
import dev.segue.segmentation.assignment.Release;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.assignment.Transform;
import dev.segue.segmentation.value.BgNbd;
import dev.segue.segmentation.value.GammaGamma;
import dev.segue.segmentation.value.ValueModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The models in force while the segmenter is measured. Fixed, so that every run decides the same. */
public final class FixedModel {
    /** The segmentation they are of: one there is a playbook for. */
    public static final String SEGMENTATION = "value";

    /** Between a customer with and one without {@link #LARGE_ORDER}, in currency units. */
    private static final double BORDER = 500;

    /** Cents of an order that moves a customer up in {@link #ofTwoSegments}, and whose return moves them down again. */
    public static final long LARGE_ORDER = 100_000;

    private static final Quality UNKNOWN = new Quality(0, 0, 0, 0, 0, 1);

    /** Purchases every five weeks, of 40 in the mean; a quarter of a year ahead. */
    private static final ValueModel VALUE = new ValueModel(new BgNbd(0.6, 3, 0.1, 2.5), new GammaGamma(6, 4, 20), 13);

    private FixedModel() {}

    /**
     * Five segments over five features, as a training on {@link Purchases} would roughly find them, with a margin. There is
     * no dwell, because a year's orders pass in a minute of the wall clock.
     */
    public static SegmentModel ofFiveSegments() {
        return model(
                List.of(
                        feature("recency_days", Transform.LOG1P, 365, 4.4, 1.0),
                        feature("frequency", Transform.LOG1P, 0, 2.0, 0.8),
                        feature("monetary", Transform.LOG1P, 0, 5.6, 1.1),
                        feature("average_order_value", Transform.LOG1P, 0, 3.8, 0.5),
                        feature("discount_share", Transform.NONE, 0, 0.08, 0.07)),
                List.of(
                        segment("s1", "newcomers", 0.5, -1.2, -1.3, -0.3, -0.2),
                        segment("s2", "rare-large", 0.3, -0.6, 0.1, 1.2, -0.2),
                        segment("s3", "regulars", 0.0, 0.4, 0.3, -0.2, -0.3),
                        segment("s4", "loyal", -0.8, 1.4, 1.3, 0.2, -0.1),
                        segment("s5", "bargain-hunters", 0.1, 0.0, -0.2, -0.2, 1.6)),
                0.1);
    }

    /** Two segments either side of an amount of money, without margin or dwell: whoever crosses it moves at once. */
    public static SegmentModel ofTwoSegments() {
        return model(
                List.of(feature("monetary", Transform.NONE, 0, BORDER, BORDER)),
                List.of(segment("s1", "low", -1), segment("s2", "high", 1)),
                0);
    }

    private static SegmentModel model(List<ModelFeature> features, List<Segment> segments, double margin) {
        Instant trained = Instant.now();
        return new SegmentModel(
                SEGMENTATION,
                1,
                null,
                trained,
                trained,
                features,
                segments,
                UNKNOWN,
                new FlapControl(margin, Duration.ZERO, 1),
                List.of(),
                segments.size(),
                1,
                null,
                "",
                VALUE,
                null,
                Release.PUBLISHED);
    }

    private static ModelFeature feature(String name, Transform transform, double impute, double centre, double scale) {
        return new ModelFeature(
                name, transform, impute, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, centre, scale, 1);
    }

    private static Segment segment(String id, String slug, double... centroid) {
        // Segments get their roles by what they have most of, for which the scaled features do as well as the raw ones.
        return new Segment(id, slug, slug.replace('-', ' '), centroid, centroid, 0, 0);
    }
}
