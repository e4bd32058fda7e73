package dev.segue.segmentation.clustering;

import java.util.Arrays;

/** How far two partitions of the same points agree (Hubert and Arabie, "Comparing partitions", 1985, equation 5). */
public final class AdjustedRandIndex {
    private AdjustedRandIndex() {}

    /**
     * The agreement of two labellings, corrected for chance. What the labels are called does not matter.
     *
     * @param one label of each point
     * @param other label of each point, in the same order
     * @return 1 for the same partition, about 0 for partitions that have nothing to do with each other, -0.5 at least
     * @throws IllegalArgumentException where one labels more points than the other
     */
    public static double of(int[] one, int[] other) {
        if (one.length != other.length) {
            throw new IllegalArgumentException(
                    "both must label the same points, not %d and %d".formatted(one.length, other.length));
        }
        int[] ones = Arrays.stream(one).distinct().sorted().toArray();
        int[] others = Arrays.stream(other).distinct().sorted().toArray();
        long[][] together = new long[ones.length][others.length];
        for (int i = 0; i < one.length; i++) {
            together[Arrays.binarySearch(ones, one[i])][Arrays.binarySearch(others, other[i])]++;
        }
        double both = 0;
        double inOne = 0;
        long[] columns = new long[others.length];
        for (long[] row : together) {
            long total = 0;
            for (int c = 0; c < row.length; c++) {
                both += pairs(row[c]);
                total += row[c];
                columns[c] += row[c];
            }
            inOne += pairs(total);
        }
        double inOther =
                Arrays.stream(columns).mapToDouble(AdjustedRandIndex::pairs).sum();
        double all = pairs(one.length);
        double most = (inOne + inOther) / 2;
        double expected = all == 0 ? 0 : inOne * inOther / all;
        // Equal only where both put all points together, or both put each by itself: the same partition.
        return most == expected ? 1 : (both - expected) / (most - expected);
    }

    private static double pairs(long count) {
        return count * (count - 1) / 2.0;
    }
}
