package dev.segue.segmentation.clustering;

import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.stream.Stream;

/**
 * Mini-batch K-means (Sculley, "Web-scale k-means clustering", WWW 2010, algorithm 1): each centroid learns at its own
 * rate, one over the points it has seen. With what made the algorithm dependable in practice: k-means++ seeds from a
 * small subset, several starts of which the one that soon fits a validation subset best goes on, starved centroids set on points of the current batch, an early stop once the smoothed
 * inertia no longer falls, one final assignment of every point. The same points, settings and seed give the same
 * clustering. Immutable and safe to share between threads.
 *
 * @param clusters how many clusters, one or more
 * @param batchSize points a batch, one or more
 * @param starts independent cold starts of which the best is kept, one or more
 * @param maxPasses how often a start may go through all points, one or more
 * @param maxNoImprovement batches without a new least smoothed inertia after which a start ends, one or more
 * @param reassignmentRatio a centroid that has seen fewer points than this fraction of the most popular one's is
 *     starved; 0 (never) to less than 1
 * @param halfLife points after which what a centroid has seen before counts half; infinite for never
 */
public record MiniBatchKMeans(
        int clusters,
        int batchSize,
        int starts,
        int maxPasses,
        int maxNoImprovement,
        double reassignmentRatio,
        double halfLife) {
    /** Seeds are chosen among this many batches' worth of points: more costs time and finds no better ones. */
    private static final int SEEDING_BATCHES = 3;
    /** Starts are compared on this many batches' worth of points, so that none of them has to see all. */
    private static final int VALIDATION_BATCHES = 20;
    /** Starts are compared after this many batches: by then, which seeds were lucky shows; the rest would be learnt for nothing. */
    private static final int TRIAL_BATCHES = 50;

    public MiniBatchKMeans {
        Settings.requirePositive("clusters", clusters);
        Settings.requirePositive("batchSize", batchSize);
        Settings.requirePositive("starts", starts);
        Settings.requirePositive("maxPasses", maxPasses);
        Settings.requirePositive("maxNoImprovement", maxNoImprovement);
        if (!(reassignmentRatio >= 0 && reassignmentRatio < 1)) {
            throw new IllegalArgumentException("reassignmentRatio must be in [0, 1), not " + reassignmentRatio);
        }
        if (!(halfLife > 0)) {
            throw new IllegalArgumentException("halfLife must be more than 0 points, not " + halfLife);
        }
    }

    /** The usual settings: batches of 1,024, three starts, 100 passes, patience of 10 batches, no forgetting. */
    public static MiniBatchKMeans of(int clusters) {
        return new MiniBatchKMeans(clusters, 1024, 3, 100, 10, 0.01, Double.POSITIVE_INFINITY);
    }

    /**
     * Where to go on from.
     *
     * @param centroids in the same space as the points to come, one a cluster
     * @param counts points each centroid has seen, as far as they still count; not negative
     */
    @SuppressWarnings("ArrayRecordComponent") // Read once, at the start of a fit; never compared.
    public record WarmStart(double[][] centroids, double[] counts) {
        public WarmStart {
            if (centroids.length != counts.length) {
                throw new IllegalArgumentException(
                        "%d centroids but %d counts".formatted(centroids.length, counts.length));
            }
            for (double count : counts) {
                if (!(count >= 0)) {
                    throw new IllegalArgumentException("counts must be zero or more, but one is " + count);
                }
            }
        }
    }

    /**
     * Clusters the points from k-means++ seeds.
     *
     * @param points at least as many as clusters
     * @param random source of randomness; each start takes a split of it
     */
    public Clustering fit(Points points, SplittableGenerator random) {
        Settings.requireEnough(points, clusters);
        Points validation = subset(points, VALIDATION_BATCHES, random.split());
        List<SplittableGenerator> randoms =
                Stream.generate(random::split).limit(starts).toList();
        return randoms.parallelStream()
                .map(own -> start(points, validation, own))
                .min(Comparator.comparingDouble(Start::validationInertia))
                .orElseThrow()
                .run()
                .run()
                .clustering(points);
    }

    private Start start(Points points, Points validation, SplittableGenerator random) {
        Centroids seeds = KMeansPlusPlus.choose(subset(points, SEEDING_BATCHES, random), clusters, random);
        MiniBatchRun run = new MiniBatchRun(this, points, seeds, new double[clusters], random);
        return new Start(run, run.run(TRIAL_BATCHES).clustering(validation).inertia());
    }

    /** A cold start on its way, and how well it fits points set aside to compare the starts on. */
    private record Start(MiniBatchRun run, double validationInertia) {}

    /**
     * Clusters the points, going on from known centroids: they move as far as the new points outweigh their counts.
     *
     * @param points at least as many as clusters
     * @param warmStart one centroid a cluster
     * @param random source of randomness
     */
    public Clustering fit(Points points, WarmStart warmStart, RandomGenerator random) {
        Settings.requireEnough(points, clusters);
        Settings.requireShape(points, clusters, warmStart.centroids());
        Centroids centroids = Centroids.of(warmStart.centroids());
        return new MiniBatchRun(this, points, centroids, warmStart.counts().clone(), random)
                .run()
                .clustering(points);
    }

    /** Some batches' worth of random points, at least as many a cluster; all where there are no more. */
    private Points subset(Points points, int batches, RandomGenerator random) {
        long wanted = (long) batches * Math.max(batchSize, clusters);
        return wanted >= points.count() ? points : points.sample((int) wanted, random);
    }
}
