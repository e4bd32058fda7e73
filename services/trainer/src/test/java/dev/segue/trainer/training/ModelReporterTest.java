package dev.segue.trainer.training;

import static dev.segue.trainer.training.Shoppers.NOW;
import static dev.segue.trainer.training.Shoppers.shoppers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.preparation.Column;
import dev.segue.segmentation.report.ModelReport;
import dev.segue.segmentation.report.ModelReport.Candidate;
import dev.segue.segmentation.report.ModelReport.SegmentReport;
import dev.segue.spec.SegmentationSpec;
import dev.segue.trainer.training.reference.SmileClustering;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ModelReporterTest {
    private static final SegmentationSpec SPEC = Shoppers.spec("2..6", "");

    private final SmileClustering smile = new SmileClustering();
    private final ModelTrainer trainer = new ModelTrainer(smile);
    private final ModelReporter reporter = new ModelReporter(smile);

    @Test
    void aSearchIsReportedWhole() {
        // Given
        Training training = trainer.train(SPEC, shoppers(1000, 0, 1), null, NOW);
        SegmentModel model = training.model().numbered(7, 3);

        // When
        ModelReport report = reporter.report(training, model);

        // Then
        assertThat(report.key()).isEqualTo("test@7");
        assertThat(report.fullSearch()).isTrue();
        assertThat(report.chosen()).isEqualTo(3);
        assertThat(report.candidates()).extracting(Candidate::clusters).containsExactly(2, 3, 4, 5, 6);
        assertThat(report.candidates().get(1).sizes()).containsExactly(600L, 300L, 100L);
        assertThat(report.reasons()).isNotEmpty();
        assertThat(report.features()).containsExactly("recency_days", "monetary", "profile.income");
        assertThat(Objects.requireNonNull(report.structure()).betterThanNoise()).isTrue();
        assertThat(Objects.requireNonNull(report.structure()).sentence()).startsWith("There is structure: 3 clusters");
        assertThat(Objects.requireNonNull(report.hierarchy()).leaves()).hasSize(400);
        assertThat(Objects.requireNonNull(report.hierarchy()).merges()).hasSize(399);
        assertThat(Objects.requireNonNull(report.hierarchy()).agreement()).isGreaterThan(0.8);
        assertThat(Objects.requireNonNull(report.scatter()).points()).hasSize(1000);
        assertThat(Objects.requireNonNull(report.scatter()).explained().stream()
                        .mapToDouble(share -> share)
                        .sum())
                .isCloseTo(1, within(1e-9));
        assertThat(report.drift()).isNull();
        assertThat(report.valueSentence()).startsWith("There is no value model: ");
    }

    @Test
    void segmentsAreReportedByHowFarTheyAreFromTheAverage() {
        // Given
        TrainingSet shoppers = shoppers(1000, 0, 1);
        TrainingSet spending = new TrainingSet(
                shoppers.columns(),
                shoppers.histories(),
                (Column.Numbers) shoppers.columns().get(1),
                NOW);
        Training training = trainer.train(SPEC, spending, null, NOW);

        // When
        ModelReport report = reporter.report(training, training.model());

        // Then the loyal buy recently and much
        SegmentReport loyal = report.segments().getFirst();
        assertThat(loyal.segment()).isEqualTo("test-1");
        assertThat(loyal.customers()).isEqualTo(600);
        assertThat(loyal.z().get(0)).isNegative();
        assertThat(loyal.z().get(1)).isPositive();
        assertThat(loyal.revenue().doubleValue() / 600)
                .isCloseTo(training.model().segments().getFirst().profile()[1], within(1e-3));
    }

    @Test
    void carriedOnSegmentsAreReportedWithTheirDrift() {
        // Given
        SegmentModel parent =
                trainer.train(SPEC, shoppers(1000, 0, 1), null, NOW).model();
        Training training = trainer.train(SPEC, shoppers(1100, 0, 2), parent, NOW);

        // When
        ModelReport report = reporter.report(training, training.model());

        // Then
        assertThat(report.fullSearch()).isFalse();
        assertThat(report.candidates()).isEmpty();
        assertThat(report.reasons()).containsExactly("The segments of the model in force were carried on.");
        assertThat(Objects.requireNonNull(report.drift()).features())
                .extracting(ModelReport.Psi::feature)
                .containsExactly("recency_days", "monetary", "profile.income");
        assertThat(Objects.requireNonNull(report.drift()).inertiaRatio()).isCloseTo(1, within(0.1));
        assertThat(report.segments())
                .extracting(SegmentReport::segment)
                .isEqualTo(training.model().segments().stream().map(Segment::id).toList());
    }

    @Test
    void featuresThatHaveNothingToDoWithEachOtherAreReportedAsNoise() {
        // Given
        SplittableRandom random = new SplittableRandom(1);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            rows.add(new double[] {random.nextDouble(100), random.nextDouble(100), random.nextDouble(100)});
        }
        Training training = trainer.train(SPEC, TrainingSet.ofNumbers(rows, NOW), null, NOW);

        // When
        ModelReport report = reporter.report(training, training.model());

        // Then
        assertThat(Objects.requireNonNull(report.structure()).betterThanNoise()).isFalse();
        assertThat(Objects.requireNonNull(report.structure()).sentence())
                .startsWith("The structure is no better than noise: ");
    }
}
