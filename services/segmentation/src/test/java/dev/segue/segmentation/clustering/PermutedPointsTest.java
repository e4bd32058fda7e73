package dev.segue.segmentation.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PermutedPointsTest {
    /** Row i is (i, 100 + i, 200 + i). */
    private final Points points = Points.of(IntStream.range(0, 50)
            .mapToObj(i -> new double[] {i, 100 + i, 200 + i})
            .toArray(double[][]::new));

    @Test
    void everyColumnKeepsItsValues() {
        // When
        Points permuted = points.permuted(new int[] {0, 1, 2}, new SplittableRandom(1));

        // Then
        for (int j = 0; j < 3; j++) {
            assertThat(column(permuted, j)).isNotEqualTo(column(points, j));
            assertThat(sorted(column(permuted, j))).isEqualTo(column(points, j));
        }
    }

    @Test
    void columnsOfOneGroupStayTogetherAndOthersDoNot() {
        // When
        Points permuted = points.permuted(new int[] {5, 7, 5}, new SplittableRandom(1));

        // Then
        int together = 0;
        for (int i = 0; i < permuted.count(); i++) {
            double[] row = permuted.row(i);
            assertThat(row[2]).isEqualTo(row[0] + 200);
            together += row[1] == row[0] + 100 ? 1 : 0;
        }
        assertThat(together).isLessThan(10);
    }

    @Test
    void refusesGroupsOfOtherColumns() {
        assertThatThrownBy(() -> points.permuted(new int[2], new SplittableRandom(1)))
                .hasMessage("2 groups given for 3 columns");
    }

    private static double[] column(Points points, int column) {
        return IntStream.range(0, points.count())
                .mapToDouble(i -> points.row(i)[column])
                .toArray();
    }

    private static double[] sorted(double[] values) {
        return Arrays.stream(values).sorted().toArray();
    }
}
