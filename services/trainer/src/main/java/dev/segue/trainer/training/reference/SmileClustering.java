package dev.segue.trainer.training.reference;

import dev.segue.segmentation.report.ModelReport.Merge;
import dev.segue.trainer.training.ReferenceClustering;
import dev.segue.trainer.training.ReferenceHierarchy;
import java.util.Objects;
import java.util.stream.IntStream;
import smile.clustering.CentroidClustering;
import smile.clustering.HierarchicalClustering;
import smile.clustering.KMeans;
import smile.clustering.linkage.WardLinkage;
import smile.math.MathEx;

/**
 * Smile's K-means, the best of several starts, and its hierarchical clustering. Safe for use by several threads: Smile's
 * random numbers are a thread's.
 */
public final class SmileClustering implements ReferenceClustering, ReferenceHierarchy {
    private static final int STARTS = 5;
    private static final int MAX_ITERATIONS = 100;

    @Override
    public double[][] centroids(double[][] points, int clusters, long seed) {
        MathEx.setSeed(seed);
        CentroidClustering<double[], double[]> best = null;
        for (int start = 0; start < STARTS; start++) {
            CentroidClustering<double[], double[]> candidate = KMeans.fit(points, clusters, MAX_ITERATIONS);
            if (best == null || candidate.distortion() < best.distortion()) {
                best = candidate;
            }
        }
        return Objects.requireNonNull(best).centers();
    }

    @Override
    public Dendrogram ward(double[][] points, int clusters) {
        HierarchicalClustering hierarchy = HierarchicalClustering.fit(WardLinkage.of(points));
        int[][] tree = hierarchy.tree();
        double[] height = hierarchy.height();
        return new Dendrogram(
                IntStream.range(0, tree.length)
                        .mapToObj(n -> new Merge(tree[n][0], tree[n][1], height[n]))
                        .toList(),
                hierarchy.partition(clusters));
    }
}
