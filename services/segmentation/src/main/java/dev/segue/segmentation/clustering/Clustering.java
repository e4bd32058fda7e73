package dev.segue.segmentation.clustering;

import java.util.stream.IntStream;

/**
 * Centroids and the points nearest to each. The arrays belong to the clustering and must not be changed.
 *
 * @param centroids one centroid a cluster
 * @param labels cluster of each point
 * @param sizes points in each cluster; zero only where there are fewer distinct points than clusters
 * @param inertia sum of squared distances of the points to their centroids
 * @param iterations passes over the points (full K-means) or batches seen (mini-batch) by the start that was chosen
 */
@SuppressWarnings("ArrayRecordComponent") // A million labels: never compared as values, never copied.
public record Clustering(double[][] centroids, int[] labels, int[] sizes, double inertia, int iterations) {

    /** Points that one thread assigns in a go. Fixed, so that sums come out the same whatever the number of threads. */
    private static final int BLOCK = 1 << 14;

    /** Every point to its nearest centroid, on all processors where there are many points. */
    static Clustering assign(Points points, Centroids centroids, int iterations) {
        double[][] rows = centroids.rows();
        int[] labels = new int[points.count()];
        double[] inertias = IntStream.range(0, Math.ceilDiv(labels.length, BLOCK))
                .parallel()
                .mapToDouble(block -> assign(points, Centroids.of(rows), block * BLOCK, labels))
                .toArray();
        int[] sizes = new int[centroids.count];
        for (int label : labels) {
            sizes[label]++;
        }
        double inertia = 0;
        for (double ofBlock : inertias) {
            inertia += ofBlock;
        }
        return new Clustering(rows, labels, sizes, inertia, iterations);
    }

    private static double assign(Points points, Centroids centroids, int from, int[] labels) {
        double inertia = 0;
        for (int i = from; i < Math.min(from + BLOCK, labels.length); i++) {
            labels[i] = centroids.nearest(points, i);
            inertia += centroids.squaredDistance;
        }
        return inertia;
    }

    /**
     * Every point to its nearest centroid.
     *
     * @param points the points
     * @param centroids the centroids, each of as many coordinates as the points
     */
    public static Clustering assign(Points points, double[][] centroids) {
        return assign(points, Centroids.of(centroids), 0);
    }

    /** How many clusters there are, empty ones included. */
    public int clusters() {
        return centroids.length;
    }
}
