package dev.segue.segmentation.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Transform;
import dev.segue.segmentation.clustering.Dimension.Clip;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DimensionTest {
    @Test
    void fittedColumnHasMeanZeroAndDeviationOneTimesTheWeight() {
        // Given
        double[] raw = {1, 5, 9, 200, 3};

        // When
        ModelFeature feature = new Dimension("monetary", Transform.LOG1P, Clip.NONE, 2).fit(raw);

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
        ModelFeature feature = new Dimension("monetary", Transform.LOG1P, Clip.NONE, 1).fit(raw);
        ModelFeature present = new Dimension("monetary", Transform.LOG1P, Clip.NONE, 1).fit(new double[] {1, 2, 3, 10});

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
        ModelFeature feature = new Dimension("visits", Transform.NONE, new Clip(0.05, 0.9), 1).fit(raw);

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
        ModelFeature feature = new Dimension("return_rate", Transform.NONE, Clip.NONE, 1).fit(raw);

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
        ModelFeature feature = new Dimension("return_rate", Transform.NONE, new Clip(0.01, 0.99), 1).fit(raw);

        // Then
        assertThat(feature.scale()).isEqualTo(1);
        assertThat(feature.coordinate(1)).isZero();
    }

    @Test
    void aFeatureNobodyHasIsImputedWithZero() {
        // When
        ModelFeature feature =
                new Dimension("visits", Transform.NONE, Clip.NONE, 1).fit(new double[] {Double.NaN, Double.NaN});

        // Then
        assertThat(feature.coordinate(Double.NaN)).isZero();
        assertThat(feature.scale()).isEqualTo(1);
    }

    @Test
    void refusesQuantilesInTheWrongOrderAndWeightsOfZero() {
        assertThatThrownBy(() -> new Clip(0.9, 0.1))
                .hasMessage("clip quantiles must be 0 <= low < high <= 1, not 0.9 and 0.1");
        assertThatThrownBy(() -> new Dimension("visits", Transform.NONE, Clip.NONE, 0))
                .hasMessage("feature visits: weight must be greater than zero, not 0.0");
    }
}
