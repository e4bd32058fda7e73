package dev.segue.trainer.training;

/**
 * A full K-means by someone else's code, against which a model's inertia is measured: a fault of our own would show in
 * ours and not in theirs.
 */
@FunctionalInterface
public interface ReferenceClustering {
    /**
     * Clusters points.
     *
     * @param points the points, at most a few thousand
     * @param clusters how many clusters
     * @param seed seed of the random numbers
     * @return the centroids; one a cluster, or fewer where the points are too alike
     */
    double[][] centroids(double[][] points, int clusters, long seed);
}
