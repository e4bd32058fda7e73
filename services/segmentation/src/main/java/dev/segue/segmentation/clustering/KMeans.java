package dev.segue.segmentation.clustering;

import java.util.Arrays;
import java.util.Objects;
import java.util.random.RandomGenerator.SplittableGenerator;

/**
 * Full K-means: Lloyd's iteration ("Least squares quantization in PCM", 1982) from several k-means++ starts, the best of
 * them kept. The same points and seed give the same clustering. Immutable and safe to share between threads.
 *
 * @param clusters how many clusters, one or more
 * @param starts how many starts, one or more
 * @param maxIterations passes over the points a start may take, one or more
 */
public record KMeans(int clusters, int starts, int maxIterations) {
    private static final int ENOUGH_ITERATIONS = 300;

    public KMeans {
        Settings.requirePositive("clusters", clusters);
        Settings.requirePositive("starts", starts);
        Settings.requirePositive("maxIterations", maxIterations);
    }

    /** K-means that runs until no point changes its cluster, within 300 passes a start. */
    public KMeans(int clusters, int starts) {
        this(clusters, starts, ENOUGH_ITERATIONS);
    }

    /**
     * Clusters the points.
     *
     * @param points at least as many as clusters
     * @param random source of randomness; each start takes a split of it
     */
    public Clustering fit(Points points, SplittableGenerator random) {
        Settings.requireEnough(points, clusters);
        Clustering best = null;
        for (int start = 0; start < starts; start++) {
            Centroids seeds = KMeansPlusPlus.choose(points, clusters, random.split());
            Clustering candidate = lloyd(points, seeds);
            if (best == null || candidate.inertia() < best.inertia()) {
                best = candidate;
            }
        }
        return Objects.requireNonNull(best);
    }

    /**
     * Clusters the points from given first centroids.
     *
     * @param points at least as many as clusters
     * @param first as many centroids as clusters, each of as many coordinates as the points
     */
    public Clustering fitFrom(Points points, double[][] first) {
        Settings.requireEnough(points, clusters);
        Settings.requireShape(points, clusters, first);
        return lloyd(points, Centroids.of(first));
    }

    private Clustering lloyd(Points points, Centroids centroids) {
        int[] labels = new int[points.count()];
        Arrays.fill(labels, -1);
        int[] sizes = new int[clusters];
        double[] squared = new double[points.count()];
        for (int iteration = 1; iteration <= maxIterations; iteration++) {
            boolean changed = reassign(points, centroids, labels, sizes, squared);
            changed |= repairEmpty(labels, sizes, squared);
            if (!changed) {
                return Clustering.assign(points, centroids, iteration);
            }
            moveToMeans(points, centroids, labels, sizes);
        }
        return Clustering.assign(points, centroids, maxIterations);
    }

    private static boolean reassign(Points points, Centroids centroids, int[] labels, int[] sizes, double[] squared) {
        Arrays.fill(sizes, 0);
        boolean changed = false;
        for (int i = 0; i < labels.length; i++) {
            int nearest = centroids.nearest(points, i);
            changed |= nearest != labels[i];
            labels[i] = nearest;
            sizes[nearest]++;
            squared[i] = centroids.squaredDistance;
        }
        return changed;
    }

    /** Gives each empty cluster the point farthest from its centroid, unless every point sits on its centroid. */
    private static boolean repairEmpty(int[] labels, int[] sizes, double[] squared) {
        boolean repaired = false;
        for (int c = 0; c < sizes.length; c++) {
            if (sizes[c] == 0) {
                int farthest = 0;
                for (int i = 1; i < squared.length; i++) {
                    if (squared[i] > squared[farthest]) {
                        farthest = i;
                    }
                }
                if (squared[farthest] > 0) {
                    sizes[labels[farthest]]--;
                    labels[farthest] = c;
                    sizes[c] = 1;
                    squared[farthest] = 0;
                    repaired = true;
                }
            }
        }
        return repaired;
    }

    private static void moveToMeans(Points points, Centroids centroids, int[] labels, int[] sizes) {
        int dimensions = points.dimensions();
        double[] values = points.values();
        double[] sums = new double[centroids.values.length];
        for (int i = 0; i < labels.length; i++) {
            int from = points.offset(i);
            int to = labels[i] * dimensions;
            for (int j = 0; j < dimensions; j++) {
                sums[to + j] += values[from + j];
            }
        }
        for (int c = 0; c < sizes.length; c++) {
            for (int j = c * dimensions; sizes[c] > 0 && j < (c + 1) * dimensions; j++) {
                centroids.values[j] = sums[j] / sizes[c];
            }
        }
    }
}
