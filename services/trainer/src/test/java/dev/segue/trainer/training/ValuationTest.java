package dev.segue.trainer.training;

import static dev.segue.trainer.training.Shoppers.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.clustering.KMeans;
import dev.segue.segmentation.clustering.Points;
import dev.segue.segmentation.preparation.Column;
import dev.segue.segmentation.value.PurchaseHistory;
import dev.segue.segmentation.value.SegmentValue;
import dev.segue.segmentation.value.ValueModel;
import dev.segue.spec.SegmentationSpec;
import dev.segue.spec.SpecReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValuationTest {
    private static final SegmentationSpec PREDICTED = spec("predicted_clv");
    private static final SegmentationSpec PLAIN = spec("monetary");

    private final ModelTrainer trainer = new ModelTrainer((points, clusters, seed) -> new KMeans(clusters, 5)
            .fit(Points.of(points), new SplittableRandom(seed))
            .centroids());

    @Test
    void everyModelCarriesTheValueModelOfItsCustomers() {
        // When
        SegmentModel model =
                trainer.train(PLAIN, customers(buyers(600)), null, NOW).model();

        // Then
        ValueModel value = Objects.requireNonNull(model.value());
        assertThat(value.horizonWeeks()).isEqualTo(52);
        assertThat(value.spend().meanValue()).isBetween(20.0, 60.0);
    }

    @Test
    void predictionsAreClusteredOnLikeAnyFeature() {
        // Given buyers, and one who never bought
        List<@Nullable PurchaseHistory> histories = buyers(600);
        histories.add(null);

        // When
        SegmentModel model =
                trainer.train(PREDICTED, customers(histories), null, NOW).model();

        // Then
        ValueModel value = Objects.requireNonNull(model.value());
        double mean = histories.stream()
                .filter(Objects::nonNull)
                .mapToDouble(value::lifetimeValue)
                .average()
                .orElseThrow();
        assertThat(model.segments().stream()
                        .mapToDouble(segment -> segment.profile()[0])
                        .sorted()
                        .toArray())
                .hasSize(2)
                .satisfies(profiles -> assertThat(mean).isBetween(profiles[0], profiles[1]));
        // And each segment says what its customers are worth, which here is what it is made of
        assertThat(model.segments()).allSatisfy(segment -> {
            SegmentValue worth = Objects.requireNonNull(segment.value());
            assertThat(worth.lifetimeValue()).isCloseTo(segment.profile()[0], withinPercentage(1e-6));
            assertThat(worth.churnRate()).isBetween(0.0, 1.0);
        });
        assertThat(model.segments().stream()
                        .mapToLong(segment ->
                                Objects.requireNonNull(segment.value()).buyers())
                        .sum())
                .isEqualTo(600);
    }

    @Test
    void withTooFewWhoCameBackAPlainModelHasNoValueModel() {
        // When
        SegmentModel model =
                trainer.train(PLAIN, customers(buyers(40)), null, NOW).model();

        // Then
        assertThat(model.value()).isNull();
        assertThat(model.segments())
                .allSatisfy(segment -> assertThat(segment.value()).isNull());
    }

    @Test
    void withTooFewWhoCameBackNothingIsClusteredOnPredictions() {
        TrainingSet customers = customers(buyers(40));

        assertThatThrownBy(() -> trainer.train(PREDICTED, customers, null, NOW))
                .isInstanceOf(NoStructureException.class)
                .hasMessageStartingWith("worth clusters on predicted_clv, for which there is no value model: ")
                .hasMessageContaining("of 40 customers have bought on more than one day; a value model needs 50");
    }

    private static SegmentationSpec spec(String feature) {
        return SpecReader.parse("worth.yaml", """
            id: worth
            clusters: 2
            features:
              - {name: %s, transform: log1p}
            training: {min_customers: 30}
            """.formatted(feature));
    }

    private static TrainingSet customers(List<@Nullable PurchaseHistory> histories) {
        double[] values =
                new SplittableRandom(5).doubles(histories.size(), 1, 1_000).toArray();
        return new TrainingSet(List.of(new Column.Numbers(values)), histories, new Column.Numbers(values), NOW);
    }

    /** Each buys at a rate of their own until, after one purchase in five, they stop. */
    private static List<@Nullable PurchaseHistory> buyers(int count) {
        SplittableRandom random = new SplittableRandom(7);
        List<@Nullable PurchaseHistory> histories = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double rate = 0.1 * Math.exp(random.nextGaussian());
            double mean = 30 * Math.exp(0.5 * random.nextGaussian());
            int repeats = 0;
            double last = 0;
            double next = random.nextExponential() / rate;
            while (next < 50 && (repeats == 0 || random.nextDouble() > 0.2)) {
                repeats++;
                last = next;
                next += random.nextExponential() / rate;
            }
            double value = mean * Math.exp(0.3 * random.nextGaussian() / Math.sqrt(Math.max(1, repeats)));
            histories.add(new PurchaseHistory(repeats, last, 50, repeats == 0 ? Double.NaN : value));
        }
        return histories;
    }
}
