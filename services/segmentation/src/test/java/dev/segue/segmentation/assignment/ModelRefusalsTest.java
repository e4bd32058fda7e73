package dev.segue.segmentation.assignment;

import static dev.segue.segmentation.assignment.ModelFixture.FREE;
import static dev.segue.segmentation.assignment.ModelFixture.coordinates;
import static dev.segue.segmentation.assignment.ModelFixture.model;
import static dev.segue.segmentation.assignment.ModelFixture.segmentsAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.segue.segmentation.features.Level;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ModelRefusalsTest {
    private static final double[] ORIGIN = {0, 0};

    @Test
    void aFeatureNamesTheFieldThatIsWrong() {
        refused(() -> feature(Double.NaN, 0, 1, 0, 1, 1), "income", "impute");
        refused(() -> feature(0, 0, 1, Double.POSITIVE_INFINITY, 1, 1), "income", "centre");
        refused(() -> feature(0, 0, 1, 0, 0, 1), "income", "scale");
        refused(() -> feature(0, 0, 1, 0, -2, 1), "income", "scale", "-2");
        refused(() -> feature(0, 0, 1, 0, 1, 0), "income", "weight");
        refused(() -> feature(0, 0, 1, 0, 1, Double.POSITIVE_INFINITY), "income", "weight");
        refused(() -> feature(0, 2, 1, 0, 1, 1), "income", "clip_low", "clip_high");
        refused(() -> feature(0, Double.NaN, 1, 0, 1, 1), "income", "clip_low");
        refused(() -> feature(0, 0, Double.NaN, 0, 1, 1), "income", "clip_high");
    }

    @Test
    void aModelNamesItselfAndWhatIsWrong() {
        refused(() -> model(0, FREE, coordinates(2), segmentsAt(ORIGIN)), "model value v0", "version");
        refused(() -> model(3, FREE, List.of(), segmentsAt(ORIGIN)), "model value v3", "feature");
        refused(() -> model(3, FREE, coordinates(2), List.of()), "model value v3", "segment");
        refused(() -> model(3, FREE, coordinates(3), segmentsAt(ORIGIN)), "segment s0", "2", "3");
        Segment shortProfile = new Segment("s0", "slug", "Label", ORIGIN, new double[1], 1, 1);
        refused(() -> model(3, FREE, coordinates(2), List.of(shortProfile)), "segment s0", "profile", "1", "2");
        Segment segment = segmentsAt(ORIGIN).getFirst();
        refused(() -> model(3, FREE, coordinates(2), List.of(segment, segment)), "segment id s0", "twice");
    }

    @Test
    void aSegmentNamesItselfAndWhatIsWrong() {
        double[] nowhere = {0, Double.NaN};
        refused(() -> new Segment("s0", "slug", "Label", nowhere, ORIGIN, 1, 1), "s0", "centroid");
        refused(() -> new Segment("", "slug", "Label", ORIGIN, ORIGIN, 1, 1), "id");
    }

    @Test
    void aProjectionSaysWhatIsWrong() {
        double[] share = {1};
        refused(() -> new Projection(new double[][] {}, new double[] {}), "at least one component");
        refused(() -> new Projection(new double[][] {{1, 0}}, new double[] {1, 0}), "explained", "1", "2");
        refused(() -> new Projection(new double[][] {{1, 1}}, share), "orthonormal", "0 and 0", "2.0");
        refused(() -> new Projection(new double[][] {{1, 0}, {0, 1, 0}}, new double[] {1, 0}), "component 1");
        refused(() -> new Projection(new double[][] {{1, 0}, {0.6, 0.8}}, new double[] {1, 0}), "orthonormal", "0.6");
        Projection ofThree = new Projection(new double[][] {{0, 0, 1}}, share);
        refused(() -> ofFeatures(2, ofThree, new double[] {1}), "model value v1", "projection of 3", "2 features");
        refused(() -> ofFeatures(3, ofThree, ORIGIN), "model value v1", "segment s0", "2 coordinates", "1");
    }

    @Test
    void aLevelOfAllOthersMustNameThem() {
        refused(() -> new Level.OtherThan(List.of()), "other_than");
    }

    @Test
    void flapControlNamesTheFieldThatIsWrong() {
        refused(() -> new FlapControl(-0.1, Duration.ZERO, 0), "margin", "-0.1");
        refused(() -> new FlapControl(1, Duration.ZERO, 0), "margin", "1.0");
        refused(() -> new FlapControl(Double.NaN, Duration.ZERO, 0), "margin");
        refused(() -> new FlapControl(0, Duration.ofMillis(-1), 0), "dwell");
        refused(() -> new FlapControl(0, Duration.ZERO, -1), "min_evidence");
    }

    @Test
    void aCoordinateIsImputedTransformedClippedCentredScaledAndWeightedInThisOrder() {
        ModelFeature feature = new ModelFeature("income", Transform.LOG1P, Math.E - 1, -1, 2, 0.5, 0.25, 3);

        assertThat(feature.coordinate(Double.NaN)).isEqualTo((1 - 0.5) / 0.25 * 3);
        assertThat(feature.coordinate(0)).isEqualTo((0 - 0.5) / 0.25 * 3);
        assertThat(feature.coordinate(1e9)).isEqualTo((2 - 0.5) / 0.25 * 3);
        assertThat(feature.coordinate(-1e9)).isEqualTo((-1 - 0.5) / 0.25 * 3);
    }

    @Property
    void log1pIsOddAndRising(@ForAll @DoubleRange(min = 0, max = 1e9) double x) {
        double y = Transform.LOG1P.apply(x);

        assertThat(y).isEqualTo(Math.log(1 + x), within(1e-9));
        assertThat(Transform.LOG1P.apply(-x)).isEqualTo(-y);
        assertThat(Transform.NONE.apply(x)).isEqualTo(x);
    }

    @Test
    void aPredictedFeatureNeedsAValueModel() {
        refused(
                () -> model(1, FREE, List.of(ModelFixture.plain("predicted_clv")), segmentsAt(new double[] {1})),
                "model value v1: feature predicted_clv is predicted by a value model, but there is none");
    }

    private static ModelFeature feature(
            double impute, double clipLow, double clipHigh, double centre, double scale, double weight) {
        return new ModelFeature("income", Transform.NONE, impute, clipLow, clipHigh, centre, scale, weight);
    }

    private static SegmentModel ofFeatures(int features, Projection projection, double[] centroid) {
        SegmentModel model = model(1, FREE, coordinates(features), segmentsAt(new double[features]));
        return new SegmentModel(
                model.segmentation(),
                model.version(),
                null,
                model.trainedAt(),
                model.asOf(),
                model.features(),
                List.of(new Segment("s0", "slug", "Label", centroid, new double[features], 1, 1)),
                model.quality(),
                FREE,
                List.of(),
                1,
                1,
                projection,
                "",
                null,
                null,
                Release.PUBLISHED);
    }

    private static void refused(ThrowingCallable made, String... named) {
        assertThatIllegalArgumentException().isThrownBy(made).withMessageContainingAll(named);
    }
}
