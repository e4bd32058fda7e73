package dev.segue.segmentation.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistributionTest {
    @Test
    void theSameValuesHaveIndexZero() {
        // Given
        double[] values = IntStream.range(0, 1_000).asDoubleStream().toArray();

        // When
        Distribution distribution = Distribution.of(values);

        // Then
        assertThat(distribution.cuts()).hasSize(9);
        assertThat(distribution.stabilityIndex(values)).isZero();
    }

    @Test
    void theIndexIsTheDifferenceTimesTheLogOfTheRatio() {
        // Given half below 1, half above, and now a quarter and three quarters
        Distribution distribution = new Distribution(List.of(1.0), List.of(0.5, 0.5, 0.0));

        // When
        double index = distribution.stabilityIndex(new double[] {0, 2, 2, 2});

        // Then the empty bin counts as a thousandth then and now
        assertThat(index).isCloseTo(-0.25 * Math.log(0.5) + 0.25 * Math.log(1.5), within(1e-12));
    }

    @Test
    void valuesThatManyHaveAreOneCut() {
        // Given
        double[] children = IntStream.range(0, 100)
                .mapToDouble(i -> i < 60 ? 0 : i < 90 ? 1 : 2)
                .toArray();

        // When
        Distribution distribution = Distribution.of(children);

        // Then
        assertThat(distribution.cuts()).containsExactly(0.0, 1.0, 2.0);
        assertThat(distribution.shares()).containsExactly(0.0, 0.6, 0.3, 0.1, 0.0);
    }

    @Test
    void losingTheFeatureIsAShift() {
        // Given
        SplittableRandom random = new SplittableRandom(1);
        double[] values = random.doubles(1_000).toArray();
        double[] half = values.clone();
        for (int i = 0; i < half.length; i += 2) {
            half[i] = Double.NaN;
        }

        // When
        double index = Distribution.of(values).stabilityIndex(half);

        // Then
        assertThat(index).isGreaterThan(0.25);
        assertThat(Distribution.of(half).stabilityIndex(half)).isZero();
    }

    @Test
    void nobodyHavingItIsADistributionToo() {
        // When
        Distribution distribution = Distribution.of(new double[] {Double.NaN, Double.NaN});

        // Then
        assertThat(distribution.cuts()).isEmpty();
        assertThat(distribution.shares()).containsExactly(0.0, 1.0);
    }

    @Test
    void refusesSharesThatDoNotFitTheCuts() {
        assertThatThrownBy(() -> new Distribution(List.of(1.0), List.of(1.0)))
                .hasMessage("1 cuts need 3 shares, not 1");
        assertThatThrownBy(() -> Distribution.of(new double[0])).hasMessage("a distribution needs at least one value");
    }
}
