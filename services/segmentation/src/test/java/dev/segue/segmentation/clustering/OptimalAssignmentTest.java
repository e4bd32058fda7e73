package dev.segue.segmentation.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OptimalAssignmentTest {
    @Property(tries = 500)
    void costsAsLittleAsTheBestOfAllAssignments(
            @ForAll @IntRange(min = 1, max = 6) int rows,
            @ForAll @IntRange(min = 1, max = 6) int columns,
            @ForAll @IntRange(min = 1, max = 50) int distinctCosts,
            @ForAll long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        double[][] cost = new double[rows][columns];
        for (double[] row : cost) {
            Arrays.setAll(row, column -> random.nextInt(distinctCosts) - 10);
        }

        // When
        int[] assigned = OptimalAssignment.solve(cost);

        // Then
        int[] used = Arrays.stream(assigned).filter(column -> column >= 0).toArray();
        assertThat(used).hasSize(Math.min(rows, columns)).doesNotHaveDuplicates();
        double total = 0;
        for (int row = 0; row < rows; row++) {
            total += assigned[row] >= 0 ? cost[row][assigned[row]] : 0;
        }
        assertThat(total).isCloseTo(leastCost(cost, 0, 0, Math.max(0, rows - columns)), within(1e-9));
    }

    @Test
    void rowsLeftWithoutAColumnGetNone() {
        assertThat(OptimalAssignment.solve(new double[][] {{5}, {1}, {3}})).containsExactly(-1, 0, -1);
        assertThat(OptimalAssignment.solve(new double[][] {{}, {}})).containsExactly(-1, -1);
    }

    @Test
    void refusesCostsThatAreNotFiniteNumbers() {
        assertThatThrownBy(() -> OptimalAssignment.solve(new double[][] {{1, Double.NaN}}))
                .hasMessage("costs must be finite numbers, but one is NaN");
    }

    /** Tries everything: each row takes a free column, or none while some rows may go without. */
    private static double leastCost(double[][] cost, int row, int usedColumns, int mayGoWithout) {
        if (row == cost.length) {
            return 0;
        }
        double least =
                mayGoWithout > 0 ? leastCost(cost, row + 1, usedColumns, mayGoWithout - 1) : Double.POSITIVE_INFINITY;
        for (int column = 0; column < cost[row].length; column++) {
            if ((usedColumns & (1 << column)) == 0) {
                least = Math.min(
                        least, cost[row][column] + leastCost(cost, row + 1, usedColumns | (1 << column), mayGoWithout));
            }
        }
        return least;
    }
}
