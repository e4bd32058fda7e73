package dev.segue.segmentation.selection;

import dev.segue.segmentation.clustering.Clustering;
import dev.segue.segmentation.clustering.Points;
import java.util.random.RandomGenerator.SplittableGenerator;

/** A way to cluster points into as many clusters as are asked for; the same seed gives the same clustering. */
@FunctionalInterface
public interface Clusterer {
    /**
     * Clusters the points.
     *
     * @param clusters how many clusters, one or more
     * @param points at least as many as clusters
     * @param random source of randomness
     */
    Clustering fit(int clusters, Points points, SplittableGenerator random);
}
