package dev.segue.segmentation.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ZScoresTest {
    @Test
    void areDeviationsOfTheClustersMeansFromTheMeanOfAll() {
        // Given a mean of 4 and a deviation of the square root of 6; and a column that does not vary
        Points points = Points.of(new double[][] {{1, 7}, {3, 7}, {4, 7}, {8, 7}});

        // When
        double[][] z = ZScores.of(points, new int[] {0, 0, 1, 1}, 3);

        // Then
        double deviation = Math.sqrt((9 + 1 + 0 + 16) / 4.0);
        assertThat(z[0][0]).isCloseTo(-2 / deviation, within(1e-12));
        assertThat(z[1][0]).isCloseTo(2 / deviation, within(1e-12));
        assertThat(z[0][1]).isZero();
        assertThat(z[2]).containsOnly(0);
    }

    @Test
    void doNotDependOnTheScaling() {
        // Given the same column, weighted and moved
        Points points = Points.of(new double[][] {{1, 103}, {3, 109}, {4, 112}, {8, 124}});

        // When
        double[][] z = ZScores.of(points, new int[] {0, 0, 1, 1}, 2);

        // Then
        assertThat(z[0][1]).isCloseTo(z[0][0], within(1e-12));
    }
}
