package dev.segue.segmentation.assignment;

import dev.segue.segmentation.event.ProfileUpdate;
import dev.segue.segmentation.event.TraitValue;
import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.value.ValueModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Models over plain coordinates, and customers who stand at a point of them. */
public final class ModelFixture {
    /** The decay customers' states are kept with. */
    public static final Decay DECAY = Decay.halfLife(Duration.ofDays(90));

    /** No margin, no dwell, no evidence asked for. */
    public static final FlapControl FREE = new FlapControl(0, Duration.ZERO, 0);

    private static final Quality QUALITY = new Quality(100, 1, 0.5, 10, 0.5, 1);

    private ModelFixture() {}

    /** A feature whose coordinate is its value, and 0 where it is absent. */
    public static ModelFeature plain(String name) {
        return new ModelFeature(name, Transform.NONE, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, 1, 1);
    }

    /** The features {@code profile.x0}, {@code profile.x1}, … */
    public static List<ModelFeature> coordinates(int dimensions) {
        List<ModelFeature> features = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            features.add(plain("profile.x" + i));
        }
        return features;
    }

    /** Segments s0, s1, … at these centroids. */
    public static List<Segment> segmentsAt(double[]... centroids) {
        List<Segment> segments = new ArrayList<>();
        for (double[] centroid : centroids) {
            String id = "s" + segments.size();
            segments.add(new Segment(id, "slug-" + id, "Label " + id, centroid, centroid, 10, 1));
        }
        return segments;
    }

    /** A model of segmentation {@code value}. */
    public static SegmentModel model(
            long version, FlapControl control, List<ModelFeature> features, List<Segment> segments) {
        return new SegmentModel(
                "value",
                version,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                features,
                segments,
                QUALITY,
                control,
                List.of(),
                segments.size(),
                1);
    }

    /** A scorer of plain coordinates whose centroids live on components of them. */
    public static Scorer scorer(Projection projection, double[]... centroids) {
        List<Segment> segments = new ArrayList<>();
        for (double[] centroid : centroids) {
            String id = "s" + segments.size();
            segments.add(new Segment(id, id, id, centroid, new double[projection.features()], 10, 1));
        }
        return new Scorer(
                new SegmentModel(
                        "value",
                        1,
                        null,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        coordinates(projection.features()),
                        segments,
                        QUALITY,
                        FREE,
                        List.of(),
                        segments.size(),
                        1,
                        projection,
                        "spec",
                        null,
                        null,
                        Release.PUBLISHED),
                DECAY);
    }

    /** A model of segmentation {@code value} on one feature, with what predicts it. */
    public static SegmentModel predicting(String feature, ValueModel value, double... centroids) {
        return new SegmentModel(
                "value",
                1,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(plain(feature)),
                segmentsAt(Arrays.stream(centroids)
                        .mapToObj(centroid -> new double[] {centroid})
                        .toArray(double[][]::new)),
                QUALITY,
                FREE,
                List.of(),
                centroids.length,
                1,
                null,
                "",
                value,
                null,
                Release.PUBLISHED);
    }

    /** A scorer of plain coordinates. */
    public static Scorer scorer(FlapControl control, double[]... centroids) {
        return new Scorer(model(1, control, coordinates(centroids[0].length), segmentsAt(centroids)), DECAY);
    }

    /** A customer who stands at a point. */
    public static CustomerState standingAt(double... point) {
        Map<String, TraitValue> traits = new HashMap<>();
        for (int i = 0; i < point.length; i++) {
            traits.put("x" + i, new TraitValue.Number(point[i]));
        }
        CustomerState state = new CustomerState();
        state.apply(new ProfileUpdate("p", 0, traits), DECAY);
        return state;
    }

    /** A customer who entered a segment at a moment. */
    public static Membership in(String segment, long since) {
        return new Membership("value", segment, 1, since, 1, 0, new float[0], List.of());
    }
}
