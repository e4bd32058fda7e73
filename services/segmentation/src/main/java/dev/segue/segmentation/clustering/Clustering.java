package dev.segue.segmentation.clustering;

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

    /** Every point to its nearest centroid. */
    static Clustering assign(Points points, Centroids centroids, int iterations) {
        int[] labels = new int[points.count()];
        int[] sizes = new int[centroids.count];
        double inertia = 0;
        for (int i = 0; i < labels.length; i++) {
            labels[i] = centroids.nearest(points, i);
            sizes[labels[i]]++;
            inertia += centroids.squaredDistance;
        }
        return new Clustering(centroids.rows(), labels, sizes, inertia, iterations);
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
