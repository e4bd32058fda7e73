package dev.segue.segmentation.clustering;

import java.util.random.RandomGenerator;

/**
 * First centroids far apart: k-means++ (Arthur and Vassilvitskii, "k-means++: The advantages of careful seeding", SODA
 * 2007, section 2.2), in the greedy variant of its section 7: each step draws a few candidates by squared distance and
 * keeps the one that lowers the inertia most.
 */
final class KMeansPlusPlus {
    private final Points points;
    private final RandomGenerator random;
    /** Squared distance of each point to the nearest centroid chosen so far. */
    private final double[] nearest;

    private double[] candidate;
    private double[] best;

    private KMeansPlusPlus(Points points, RandomGenerator random) {
        this.points = points;
        this.random = random;
        this.nearest = new double[points.count()];
        this.candidate = new double[points.count()];
        this.best = new double[points.count()];
    }

    static Centroids choose(Points points, int clusters, RandomGenerator random) {
        return new KMeansPlusPlus(points, random).choose(clusters);
    }

    private Centroids choose(int clusters) {
        Centroids centroids = new Centroids(clusters, points.dimensions());
        int first = random.nextInt(points.count());
        centroids.place(0, points, first);
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] = squaredDistance(i, first);
        }
        int trials = 2 + (int) Math.log(clusters);
        for (int c = 1; c < clusters; c++) {
            centroids.place(c, points, next(trials));
        }
        return centroids;
    }

    private int next(int trials) {
        double total = 0;
        for (double squared : nearest) {
            total += squared;
        }
        int chosen = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int trial = 0; trial < trials; trial++) {
            int drawn = draw(total);
            double potential = 0;
            for (int i = 0; i < nearest.length; i++) {
                candidate[i] = Math.min(nearest[i], squaredDistance(i, drawn));
                potential += candidate[i];
            }
            if (potential < least) {
                least = potential;
                chosen = drawn;
                double[] spare = best;
                best = candidate;
                candidate = spare;
            }
        }
        System.arraycopy(best, 0, nearest, 0, nearest.length);
        return chosen;
    }

    /** A point drawn with a probability proportional to its squared distance; any point where all distances are 0. */
    private int draw(double total) {
        if (!(total > 0)) {
            return random.nextInt(points.count());
        }
        double left = random.nextDouble() * total;
        int last = 0;
        for (int i = 0; i < nearest.length; i++) {
            if (nearest[i] > 0) {
                last = i;
                left -= nearest[i];
                if (left < 0) {
                    return i;
                }
            }
        }
        return last;
    }

    private double squaredDistance(int point, int other) {
        return Centroids.squaredDistance(
                points.values(), points.offset(point), points.values(), points.offset(other), points.dimensions());
    }
}
