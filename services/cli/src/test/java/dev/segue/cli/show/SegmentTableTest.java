package dev.segue.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.assignment.FlapControl;
import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Quality;
import dev.segue.segmentation.assignment.Release;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.assignment.Transform;
import dev.segue.segmentation.value.BgNbd;
import dev.segue.segmentation.value.GammaGamma;
import dev.segue.segmentation.value.SegmentValue;
import dev.segue.segmentation.value.ValueModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SegmentTableTest {
    private final SegmentModel model = new SegmentModel(
            "value",
            3,
            null,
            Instant.EPOCH,
            Instant.EPOCH,
            List.of(feature("orders", 1), feature("spend", 2)),
            List.of(
                    new Segment("a", "loyal", "Loyal", new double[] {0.1, 2}, new double[] {3, 1_234}, 1, 1),
                    new Segment("b", "away", "Drifting away", new double[] {-2, -1}, new double[] {0.5, 20}, 1, 1),
                    new Segment("c", "plain", "Plain", new double[] {0.2, 0.2}, new double[] {1, 100}, 1, 1)),
            new Quality(1_998, 12.3, 0.31, 511.52, 1.767, 1.01),
            new FlapControl(0.1, Duration.ZERO, 1),
            List.of(),
            3,
            1);

    @Test
    void theLargestSegmentShouldComeFirstWithItsShareAndWhatSetsItApart() {
        // When
        List<String> lines = new SegmentTable(model, Map.of("a", 30L, "b", 60L, "c", 10L)).lines(Terminal.NONE);

        // Then
        assertThat(lines)
                .containsExactly(
                        "  segment        customers  share  profile",
                        "- Drifting away         60   60 %  orders ▼ 0.5, spend ▼ 20",
                        "- Loyal                 30   30 %  spend ▲ 1,234",
                        "- Plain                 10   10 %  about average");
    }

    @Test
    void churnAndWorthShouldBeShownWhereTheModelPredictsThem() {
        // Given
        SegmentModel valued = new SegmentModel(
                model.segmentation(),
                model.version(),
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                model.features(),
                List.of(
                        segment("a", new SegmentValue(30, 0.346, 1.2, 1_234.5)),
                        segment("b", new SegmentValue(0, Double.NaN, Double.NaN, Double.NaN))),
                model.quality(),
                model.flapControl(),
                List.of(),
                2,
                1,
                null,
                "",
                new ValueModel(new BgNbd(1, 1, 1, 1), new GammaGamma(2, 2, 2), 52),
                null,
                Release.PUBLISHED);

        // When
        List<String> lines = new SegmentTable(valued, Map.of("a", 30L, "b", 10L)).lines(Terminal.NONE);

        // Then
        assertThat(lines)
                .containsExactly(
                        "  segment    customers  share  churn   worth  profile",
                        "- Segment a         30   75 %   35 %   1,235  about average",
                        "- Segment b         10   25 %      –       –  about average");
    }

    @Test
    void segmentsNobodyIsInShouldStillBeListed() {
        assertThat(new SegmentTable(model, Map.of()).lines(Terminal.NONE))
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).startsWith("- Loyal").contains("  0    0 %"));
    }

    @Test
    void aNarrowTerminalShouldGetLinesThatFit() {
        // When
        List<String> lines = new SegmentTable(model, Map.of("a", 1L)).lines(new Terminal(true, 40, 24));

        // Then
        assertThat(lines)
                .allSatisfy(line -> assertThat(
                                line.replaceAll("\u001b\\[[0-9;]*m", "").length())
                        .isLessThanOrEqualTo(40));
        assertThat(lines.get(1)).contains("■").endsWith("…");
    }

    @Test
    void theHeadlineShouldNameVersionSampleAndQuality() {
        assertThat(new SegmentTable(model, Map.of()).headline())
                .isEqualTo(
                        "model value v3: 3 segments from 1,998 customers · silhouette 0.310 · Calinski-Harabasz 511.5"
                                + " · Davies-Bouldin 1.767 · inertia 12.30 (1.010 of full K-means)");
    }

    private static Segment segment(String id, SegmentValue value) {
        return new Segment(id, id, "Segment " + id, new double[] {0, 0}, new double[] {1, 1}, 1, 1, value);
    }

    private static ModelFeature feature(String name, double weight) {
        return new ModelFeature(name, Transform.NONE, 0, -100, 100, 0, 1, weight);
    }
}
