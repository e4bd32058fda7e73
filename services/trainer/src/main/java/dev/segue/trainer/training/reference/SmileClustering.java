package dev.segue.trainer.training.reference;

import dev.segue.trainer.training.ReferenceClustering;
import java.util.Objects;
import smile.clustering.CentroidClustering;
import smile.clustering.KMeans;
import smile.math.MathEx;

/** Smile's K-means, the best of several starts. Safe for use by several threads: Smile's random numbers are a thread's. */
public final class SmileClustering implements ReferenceClustering {
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
}
