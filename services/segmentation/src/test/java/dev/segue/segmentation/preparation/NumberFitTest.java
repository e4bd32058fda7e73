package dev.segue.segmentation.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Transform;
import dev.segue.segmentation.preparation.Dimension.Clip;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NumberFitTest {
    @Test
    void fittedColumnHasMeanZeroAndDeviationOneTimesTheWeight() {
        // Given
        double[] raw = {1, 5, 9, 200, 3};

        // When
        ModelFeature feature = fit("monetary", Transform.LOG1P, Clip.NONE, 2, raw);

        // Then
        double[] column = IntStream.range(0, raw.length)
                .mapToDouble(i -> feature.coordinate(raw[i]))
                .toArray();
        double squares = IntStream.range(0, raw.length)
                .mapToDouble(i -> column[i] * column[i])
                .sum();
        assertThat(IntStream.range(0, raw.length).mapToDouble(i -> column[i]).sum())
                .isCloseTo(0, within(1e-12));
        assertThat(Math.sqrt(squares / raw.length)).isCloseTo(2, within(1e-12));
    }

    @Test
    void missingValuesAreImputedWithTheRawMedianAndDoNotStretchTheScale() {
        // Given
        double[] raw = {Double.NaN, 1, 2, 3, 10, Double.NaN};

        // When
        ModelFeature feature = fit("monetary", Transform.LOG1P, Clip.NONE, 1, raw);
        ModelFeature present = fit("monetary", Transform.LOG1P, Clip.NONE, 1, new double[] {1, 2, 3, 10});

        // Then
        assertThat(feature.impute()).isEqualTo(2.5);
        assertThat(feature.scale()).isEqualTo(present.scale());
        assertThat(feature.centre()).isEqualTo(present.centre());
    }

    @Test
    void clipsAtTheQuantilesOfTheTransformedValues() {
        // Given 0, 1, … 100
        double[] raw = IntStream.rangeClosed(0, 100).mapToDouble(i -> i).toArray();

        // When
        ModelFeature feature = fit("visits", Transform.NONE, new Clip(0.05, 0.9), 1, raw);

        // Then
        assertThat(feature.clipLow()).isCloseTo(5, within(1e-12));
        assertThat(feature.clipHigh()).isCloseTo(90, within(1e-12));
        assertThat(feature.coordinate(1e9)).isEqualTo(feature.coordinate(90));
        double mean = IntStream.rangeClosed(0, 100)
                        .mapToDouble(i -> Math.clamp(i, 5.0, 90.0))
                        .sum()
                / 101;
        assertThat(feature.centre()).isCloseTo(mean, within(1e-12));
    }

    @Test
    void aConstantColumnGetsScaleOneAndCoordinateZero() {
        // Given a constant whose mean is not exact in floating point
        double[] raw = new double[10];
        java.util.Arrays.fill(raw, 0.1);

        // When
        ModelFeature feature = fit("return_rate", Transform.NONE, Clip.NONE, 1, raw);

        // Then
        assertThat(feature.scale()).isEqualTo(1);
        assertThat(feature.coordinate(0.1)).isCloseTo(0, within(1e-12));
    }

    @Test
    void aColumnThatIsRareEnoughToBeClippedAwayIsConstant() {
        // Given one in a thousand
        double[] raw = new double[1000];
        raw[0] = 1;

        // When
        ModelFeature feature = fit("return_rate", Transform.NONE, new Clip(0.01, 0.99), 1, raw);

        // Then
        assertThat(feature.scale()).isEqualTo(1);
        assertThat(feature.coordinate(1)).isZero();
    }

    @Test
    void aFeatureNobodyHasIsImputedWithZero() {
        // When
        ModelFeature feature = fit("visits", Transform.NONE, Clip.NONE, 1, new double[] {Double.NaN, Double.NaN});

        // Then
        assertThat(feature.coordinate(Double.NaN)).isZero();
        assertThat(feature.scale()).isEqualTo(1);
    }

    @Test
    void refusesQuantilesInTheWrongOrderAndWeightsOfZero() {
        assertThatThrownBy(() -> new Clip(0.9, 0.1))
                .hasMessage("clip quantiles must be 0 <= low < high <= 1, not 0.9 and 0.1");
        assertThatThrownBy(
                        () -> new Dimension.Number("visits", Transform.NONE, Imputation.Statistic.MEAN, Clip.NONE, 0))
                .hasMessage("weight must be greater than zero, not 0.0");
    }

    @Test
    void theMeanOrAConstantIsImputedWhenAsked() {
        // Given
        double[] raw = {Double.NaN, 1, 2, 9};

        // When, Then
        assertThat(fit(Imputation.Statistic.MEAN, Scaling.STANDARD, raw).impute())
                .isEqualTo(4);
        assertThat(fit(new Imputation.Constant(-3), Scaling.STANDARD, raw).impute())
                .isEqualTo(-3);
        assertThat(fit(new Imputation.Constant(-3), Scaling.STANDARD, Double.NaN)
                        .impute())
                .isEqualTo(-3);
    }

    @Test
    void robustScalingIsByMedianAndInterquartileRangeAndHardlyMindsWhatIsFarOut() {
        // Given quartiles of 2 and 4
        double[] raw = {1, 2, 3, 4, 1e6};

        // When
        ModelFeature feature = fit(Imputation.Statistic.MEDIAN, Scaling.ROBUST, raw);

        // Then
        assertThat(feature.centre()).isEqualTo(3);
        assertThat(feature.scale()).isCloseTo(2 / 1.349, within(1e-3));
    }

    @Test
    void normalValuesComeOutTheSameUnderBothScalings() {
        // Given
        SplittableRandom random = new SplittableRandom(3);
        double[] raw = IntStream.range(0, 100_000)
                .mapToDouble(i -> 50 + 4 * random.nextGaussian())
                .toArray();

        // When
        ModelFeature robust = fit(Imputation.Statistic.MEDIAN, Scaling.ROBUST, raw);
        ModelFeature standard = fit(Imputation.Statistic.MEDIAN, Scaling.STANDARD, raw);

        // Then
        assertThat(robust.scale()).isCloseTo(standard.scale(), withinPercentage(1));
        assertThat(robust.centre()).isCloseTo(standard.centre(), within(0.05));
    }

    @Test
    void whereMostShareAValueRobustScalingTakesTheDeviation() {
        // Given
        double[] raw = {0, 0, 0, 0, 0, 0, 0, 0, 10, 0};

        // When, Then
        assertThat(fit(Imputation.Statistic.MEDIAN, Scaling.ROBUST, raw).scale())
                .isEqualTo(3);
    }

    private static ModelFeature fit(String name, Transform transform, Clip clip, double weight, double... raw) {
        return NumberFit.fit(
                new Dimension.Number(name, transform, Imputation.Statistic.MEDIAN, clip, weight),
                raw,
                Scaling.STANDARD);
    }

    private static ModelFeature fit(Imputation imputation, Scaling scaling, double... raw) {
        return NumberFit.fit(new Dimension.Number("monetary", Transform.NONE, imputation, Clip.NONE, 1), raw, scaling);
    }
}
