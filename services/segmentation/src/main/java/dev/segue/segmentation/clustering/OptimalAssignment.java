package dev.segue.segmentation.clustering;

import java.util.Arrays;

/**
 * Who goes with whom at the least total cost: the Hungarian method with shortest augmenting paths (Kuhn 1955; Jonker
 * and Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems", 1987), for
 * rectangular matrices too. O(rows² columns) for rows not more than columns.
 */
public final class OptimalAssignment {
    private final double[][] cost;
    private final int rows;
    private final int columns;
    // Rows and columns count from 1 below; 0 stands for "none".
    private final double[] rowPotential;
    private final double[] columnPotential;
    private final int[] rowOfColumn;

    private OptimalAssignment(double[][] cost) {
        this.cost = cost;
        this.rows = cost.length;
        this.columns = cost[0].length;
        this.rowPotential = new double[rows + 1];
        this.columnPotential = new double[columns + 1];
        this.rowOfColumn = new int[columns + 1];
    }

    /**
     * Assigns each row a column of its own, or, with fewer columns than rows, each column a row.
     *
     * @param cost cost of each pair, finite; rows of equal length
     * @return the column of each row; -1 for a row left without
     * @throws IllegalArgumentException where a cost is not a finite number or the rows differ in length
     */
    public static int[] solve(double[][] cost) {
        int[] columnOfRow = new int[cost.length];
        Arrays.fill(columnOfRow, -1);
        if (cost.length == 0 || cost[0].length == 0) {
            return columnOfRow;
        }
        requireFiniteMatrix(cost);
        boolean wide = cost.length <= cost[0].length;
        OptimalAssignment assignment = new OptimalAssignment(wide ? cost : transpose(cost));
        assignment.solve();
        for (int column = 1; column <= assignment.columns; column++) {
            int row = assignment.rowOfColumn[column];
            if (row > 0) {
                columnOfRow[(wide ? row : column) - 1] = (wide ? column : row) - 1;
            }
        }
        return columnOfRow;
    }

    private void solve() {
        for (int row = 1; row <= rows; row++) {
            augment(row);
        }
    }

    /** Finds the cheapest way to place one more row, moving those placed before along it. */
    private void augment(int newRow) {
        double[] slack = new double[columns + 1];
        Arrays.fill(slack, Double.POSITIVE_INFINITY);
        int[] cameFrom = new int[columns + 1];
        boolean[] reached = new boolean[columns + 1];
        rowOfColumn[0] = newRow;
        int column = 0;
        while (rowOfColumn[column] != 0) {
            reached[column] = true;
            int row = rowOfColumn[column];
            int next = 0;
            double step = Double.POSITIVE_INFINITY;
            for (int candidate = 1; candidate <= columns; candidate++) {
                if (!reached[candidate]) {
                    double reduced = cost[row - 1][candidate - 1] - rowPotential[row] - columnPotential[candidate];
                    if (reduced < slack[candidate]) {
                        slack[candidate] = reduced;
                        cameFrom[candidate] = column;
                    }
                    if (slack[candidate] < step) {
                        step = slack[candidate];
                        next = candidate;
                    }
                }
            }
            for (int other = 0; other <= columns; other++) {
                if (reached[other]) {
                    rowPotential[rowOfColumn[other]] += step;
                    columnPotential[other] -= step;
                } else {
                    slack[other] -= step;
                }
            }
            column = next;
        }
        while (column != 0) {
            rowOfColumn[column] = rowOfColumn[cameFrom[column]];
            column = cameFrom[column];
        }
    }

    private static double[][] transpose(double[][] cost) {
        double[][] transposed = new double[cost[0].length][cost.length];
        for (int row = 0; row < cost.length; row++) {
            for (int column = 0; column < cost[0].length; column++) {
                transposed[column][row] = cost[row][column];
            }
        }
        return transposed;
    }

    private static void requireFiniteMatrix(double[][] cost) {
        for (double[] row : cost) {
            if (row.length != cost[0].length) {
                throw new IllegalArgumentException(
                        "the rows of the cost matrix have %d and %d columns".formatted(cost[0].length, row.length));
            }
            for (double value : row) {
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException("costs must be finite numbers, but one is " + value);
                }
            }
        }
    }
}
