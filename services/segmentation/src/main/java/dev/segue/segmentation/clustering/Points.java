package dev.segue.segmentation.clustering;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Points to cluster, in one flat array so that a million of them cost eight bytes a coordinate. Immutable and safe to
 * share between threads.
 */
public final class Points {
    private final double[] values;
    private final int count;
    private final int dimensions;

    private Points(double[] values, int count, int dimensions) {
        this.values = values;
        this.count = count;
        this.dimensions = dimensions;
    }

    /**
     * Copies the rows.
     *
     * @param rows one point a row; at least one row, all of the same length, all coordinates finite
     * @throws IllegalArgumentException naming the row and what is wrong with it
     */
    public static Points of(double[][] rows) {
        if (rows.length == 0 || rows[0].length == 0) {
            throw new IllegalArgumentException("points need at least one row and one coordinate");
        }
        int dimensions = rows[0].length;
        double[] values = new double[Math.multiplyExact(rows.length, dimensions)];
        for (int row = 0; row < rows.length; row++) {
            if (rows[row].length != dimensions) {
                throw new IllegalArgumentException(
                        "point %d has %d coordinates, the first has %d".formatted(row, rows[row].length, dimensions));
            }
            for (int j = 0; j < dimensions; j++) {
                if (!Double.isFinite(rows[row][j])) {
                    throw new IllegalArgumentException(
                            "point %d: coordinate %d is not a finite number".formatted(row, j));
                }
                values[row * dimensions + j] = rows[row][j];
            }
        }
        return new Points(values, rows.length, dimensions);
    }

    /** How many points there are, one or more. */
    public int count() {
        return count;
    }

    /** How many coordinates each has, one or more. */
    public int dimensions() {
        return dimensions;
    }

    /** A copy of one point's coordinates. */
    public double[] row(int point) {
        double[] row = new double[dimensions];
        System.arraycopy(values, offset(point), row, 0, dimensions);
        return row;
    }

    /**
     * A copy of some of the points.
     *
     * @param chosen indices of the points wanted, in the order wanted; at least one
     */
    public Points select(int[] chosen) {
        if (chosen.length == 0) {
            throw new IllegalArgumentException("points need at least one row and one coordinate");
        }
        double[] selected = new double[chosen.length * dimensions];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(values, offset(chosen[i]), selected, i * dimensions, dimensions);
        }
        return new Points(selected, chosen.length, dimensions);
    }

    /**
     * A random part of the points, each at most once; all of them, as they are, where there are no more.
     *
     * @param size how many, one or more
     * @param random source of randomness
     */
    public Points sample(int size, RandomGenerator random) {
        return size >= count ? this : select(new ShuffledPoints(count, random).next(size));
    }

    /**
     * A copy of the points in which each group of columns is shuffled among the points by itself: every column keeps
     * its values, and what the groups have to do with each other is gone.
     *
     * @param groups group of each column; columns of one group, such as the levels of one category, stay together
     * @param random source of randomness
     */
    public Points permuted(int[] groups, RandomGenerator random) {
        if (groups.length != dimensions) {
            throw new IllegalArgumentException("%d groups given for %d columns".formatted(groups.length, dimensions));
        }
        double[] permuted = new double[values.length];
        for (int group : IntStream.of(groups).distinct().toArray()) {
            int[] from = new ShuffledPoints(count, random).next(count);
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < dimensions; j++) {
                    if (groups[j] == group) {
                        permuted[offset(i) + j] = values[offset(from[i]) + j];
                    }
                }
            }
        }
        return new Points(permuted, count, dimensions);
    }

    /** The flat coordinates themselves, for the inner loops of this package, which do not write to them. */
    double[] values() {
        return values;
    }

    int offset(int point) {
        return point * dimensions;
    }

    /**
     * Points made one after the other, so that none has to be kept twice.
     *
     * @param count how many, one or more
     * @param dimensions coordinates each, one or more
     * @param point makes the point of an index; all coordinates finite
     * @throws IllegalArgumentException naming the point and what is wrong with it
     */
    public static Points of(int count, int dimensions, IntFunction<double[]> point) {
        if (count < 1 || dimensions < 1) {
            throw new IllegalArgumentException("points need at least one row and one coordinate");
        }
        double[] values = new double[Math.multiplyExact(count, dimensions)];
        for (int i = 0; i < count; i++) {
            double[] row = point.apply(i);
            if (row.length != dimensions || !Arrays.stream(row).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("point %d: must have %d finite coordinates, not %s"
                        .formatted(i, dimensions, Arrays.toString(row)));
            }
            System.arraycopy(row, 0, values, i * dimensions, dimensions);
        }
        return new Points(values, count, dimensions);
    }
}
