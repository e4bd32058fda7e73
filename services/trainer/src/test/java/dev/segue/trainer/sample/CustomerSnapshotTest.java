package dev.segue.trainer.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.segue.segmentation.assignment.FlapControl;
import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Quality;
import dev.segue.segmentation.assignment.Release;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.assignment.Transform;
import dev.segue.segmentation.event.TraitValue;
import dev.segue.segmentation.features.Level;
import dev.segue.segmentation.value.BgNbd;
import dev.segue.segmentation.value.GammaGamma;
import dev.segue.segmentation.value.PurchaseHistory;
import dev.segue.segmentation.value.ValueModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CustomerSnapshotTest {
    private static final Instant AS_OF = Instant.parse("2026-06-01T00:00:00Z");
    private static final ValueModel VALUE =
            new ValueModel(new BgNbd(0.243, 4.414, 0.793, 2.426), new GammaGamma(6.25, 3.74, 15.44), 39);
    private static final CustomerSnapshot SNAPSHOT = new CustomerSnapshot(
            AS_OF,
            10,
            4,
            Map.of(
                    "purchase_days", new TraitValue.Number(3),
                    "tenure_days", new TraitValue.Number(63),
                    "recency_days", new TraitValue.Number(42),
                    "repeat_value", new TraitValue.Number(45),
                    "recent_monetary", new TraitValue.Number(80),
                    "profile.city", new TraitValue.Text("Bath")));

    @Test
    void purchaseHistoryAgesLikeThePlainFeaturesItIsMadeOf() {
        assertThat(SNAPSHOT.history(AS_OF.plus(Duration.ofDays(7)))).isEqualTo(new PurchaseHistory(2, 3, 10, 45));
    }

    @Test
    void whoHasNotBoughtHasNoHistory() {
        assertThat(new CustomerSnapshot(AS_OF, 10, 0, Map.of("purchase_days", new TraitValue.Number(0))).history(AS_OF))
                .isNull();
    }

    @Test
    void aModelsFeaturesAreAgedLevelledAndPredictedAsTheModelMeansThem() {
        // Given
        SegmentModel model = model(
                feature("recent_monetary", null),
                feature("profile.city", new Level.Is("Bath")),
                feature("profile.city", new Level.OtherThan(List.of("Bath"))),
                feature("predicted_clv", null),
                feature("nps", null));

        // When, a week later
        double[] values = SNAPSHOT.valuesFor(model, AS_OF.plus(Duration.ofDays(7)));

        // Then
        assertThat(values[0]).isCloseTo(80 * Math.pow(0.5, 0.7), within(1e-12));
        assertThat(values[1]).isEqualTo(1);
        assertThat(values[2]).isZero();
        assertThat(values[3]).isEqualTo(VALUE.lifetimeValue(new PurchaseHistory(2, 3, 10, 45)));
        assertThat(values[4]).isNaN();
    }

    private static ModelFeature feature(String name, @Nullable Level level) {
        return new ModelFeature(
                name, Transform.NONE, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, 1, 1, level);
    }

    private static SegmentModel model(ModelFeature... features) {
        double[] origin = new double[features.length];
        return new SegmentModel(
                "value",
                1,
                null,
                AS_OF,
                AS_OF,
                List.of(features),
                List.of(new Segment("value-1", "slug", "Label", origin, origin, 1, 1)),
                new Quality(1, 1, 0, 0, 0, 1),
                new FlapControl(0, Duration.ZERO, 0),
                List.of(),
                1,
                1,
                null,
                "",
                VALUE,
                null,
                Release.PUBLISHED);
    }
}
