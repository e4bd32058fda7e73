package dev.segue.segmentation.selection;

import dev.segue.segmentation.clustering.Clustering;

/**
 * One number of clusters, and how well it does.
 *
 * @param clustering the clustering into that many
 * @param indices its quality indices
 * @param stability mean adjusted Rand index between clusterings of overlapping parts of the points; 1 where they are the
 *     same, about 0 where they have nothing to do with each other
 */
public record KCandidate(Clustering clustering, Indices indices, double stability) {

    /** The number of clusters asked for; some may be empty where there are fewer distinct points. */
    public int k() {
        return clustering.clusters();
    }

    /** Sum of squared distances of the points to their centroids. */
    public double inertia() {
        return clustering.inertia();
    }
}
