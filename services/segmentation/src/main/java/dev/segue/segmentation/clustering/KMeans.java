package dev.segue.segmentation.clustering;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.stream.Stream;

/**
 * Full K-means: Lloyd's iteration ("Least squares quantization in PCM", 1982) from several k-means++ starts, the best of
 * them kept, and then improved by random swaps (Fränti, "Efficiency of random swap clustering", 2018): a centroid is
 * put elsewhere, and stays there if that ends better, which gets out of many of the local optima that Lloyd's iteration
 * ends in. The same points and seed give the same clustering. Immutable and safe to share between threads.
 *
 * @param clusters how many clusters, one or more
 * @param starts how many starts, one or more
 * @param maxIterations passes over the points a start may take, one or more
 * @param swaps swaps tried on the best start, zero or more
 */
public record KMeans(int clusters, int starts, int maxIterations, int swaps) {
    private static final int ENOUGH_ITERATIONS = 300;
    /** Enough to see whether a swap leads somewhere better. */
    private static final int SWAP_ITERATIONS = 15;

    private static final int THOROUGH_STARTS = 10;
    private static final int THOROUGH_SWAPS = 60;
    /** Of more points the local optima differ less, and a swap costs more. */
    private static final int SWAPS_PAY_UP_TO = 20_000;

    public KMeans {
        Settings.requirePositive("clusters", clusters);
        Settings.requirePositive("starts", starts);
        Settings.requirePositive("maxIterations", maxIterations);
        if (swaps < 0) {
            throw new IllegalArgumentException("swaps must be 0 or more, not " + swaps);
        }
    }

    /** K-means that runs until no point changes its cluster, within 300 passes a start, and then is content. */
    public KMeans(int clusters, int starts) {
        this(clusters, starts, ENOUGH_ITERATIONS, 0);
    }

    /**
     * K-means for the best clustering that can be had in reasonable time: the best of ten starts, and then swaps, where
     * the points are not too many for them.
     *
     * @param clusters how many clusters, one or more
     * @param points how many points there will be
     */
    public static KMeans thorough(int clusters, int points) {
        return new KMeans(clusters, THOROUGH_STARTS, ENOUGH_ITERATIONS, points <= SWAPS_PAY_UP_TO ? THOROUGH_SWAPS : 0);
    }

    /**
     * Clusters the points.
     *
     * @param points at least as many as clusters
     * @param random source of randomness; each start takes a split of it
     */
    public Clustering fit(Points points, SplittableGenerator random) {
        Settings.requireEnough(points, clusters);
        List<SplittableGenerator> randoms =
                Stream.generate(random::split).limit(starts).toList();
        Clustering best = randoms.parallelStream()
                .map(own -> lloyd(points, KMeansPlusPlus.choose(points, clusters, own), maxIterations))
                .min(Comparator.comparingDouble(Clustering::inertia))
                .orElseThrow();
        return swapped(points, best, random.split());
    }

    /** Goes on from where Lloyd's iteration is stuck: one centroid elsewhere, a few passes, and kept where better. */
    private Clustering swapped(Points points, Clustering first, RandomGenerator random) {
        Clustering best = first;
        for (int swap = 0; swap < swaps && best.inertia() > 0; swap++) {
            Centroids centroids = Centroids.of(best.centroids());
            int elsewhere = farPoint(points, best, random);
            centroids.place(random.nextInt(clusters), points, elsewhere);
            Clustering candidate = lloyd(points, centroids, Math.min(maxIterations, SWAP_ITERATIONS));
            if (candidate.inertia() < best.inertia()) {
                best = candidate;
            }
        }
        return best == first ? first : lloyd(points, Centroids.of(best.centroids()), maxIterations);
    }

    /** A point drawn with a probability proportional to its squared distance to its centroid. */
    private static int farPoint(Points points, Clustering clustering, RandomGenerator random) {
        double left = random.nextDouble() * clustering.inertia();
        int[] labels = clustering.labels();
        for (int i = 0; i < labels.length; i++) {
            left -= Centroids.squaredDistance(
                    points.values(), points.offset(i), clustering.centroids()[labels[i]], 0, points.dimensions());
            if (left < 0) {
                return i;
            }
        }
        return labels.length - 1;
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
        return lloyd(points, Centroids.of(first), maxIterations);
    }

    private Clustering lloyd(Points points, Centroids centroids, int atMost) {
        int[] labels = new int[points.count()];
        Arrays.fill(labels, -1);
        int[] sizes = new int[clusters];
        double[] squared = new double[points.count()];
        for (int iteration = 1; iteration <= atMost; iteration++) {
            boolean changed = reassign(points, centroids, labels, sizes, squared);
            changed |= repairEmpty(labels, sizes, squared);
            if (!changed) {
                return Clustering.assign(points, centroids, iteration);
            }
            moveToMeans(points, centroids, labels, sizes);
        }
        return Clustering.assign(points, centroids, atMost);
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
