package dev.segue.segmentation.clustering;

import java.util.Arrays;

/**
 * How good a clustering is, by the indices in common use, each as scikit-learn defines it, so that figures can be
 * compared. Empty clusters are left out. Labels are zero or more.
 */
public final class QualityIndices {
    /** Below this a distance is taken as zero; the absolute tolerance scikit-learn uses. */
    private static final double ZERO = 1e-8;

    private QualityIndices() {}

    /**
     * Sum of squared distances of the points to the centroids they are labelled with.
     *
     * @param points the points
     * @param centroids the centroids
     * @param labels index of each point's centroid
     */
    public static double inertia(Points points, double[][] centroids, int[] labels) {
        requireLabels(points, labels);
        double inertia = 0;
        for (int i = 0; i < labels.length; i++) {
            inertia += Centroids.squaredDistance(
                    points.values(), points.offset(i), centroids[labels[i]], 0, points.dimensions());
        }
        return inertia;
    }

    /**
     * Mean silhouette coefficient (Rousseeuw, "Silhouettes: a graphical aid to the interpretation and validation of
     * cluster analysis", 1987), exact, with Euclidean distances. A point alone in its cluster counts 0. Compares every
     * point with every other: give it a few thousand at most.
     *
     * @return -1 to 1, higher is better
     * @throws IllegalArgumentException where the labels name fewer than 2 clusters, or as many as there are points
     */
    public static double silhouette(Points points, int[] labels) {
        ClusterMeans clusters = meansOf(points, labels);
        int k = clusters.count();
        int n = points.count();
        double[] sums = new double[n * k];
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                double distance = Math.sqrt(Centroids.squaredDistance(
                        points.values(), points.offset(i), points.values(), points.offset(j), points.dimensions()));
                sums[i * k + clusters.labels[j]] += distance;
                sums[j * k + clusters.labels[i]] += distance;
            }
        }
        double total = 0;
        for (int i = 0; i < n; i++) {
            total += silhouetteOf(i, sums, clusters);
        }
        return total / n;
    }

    private static double silhouetteOf(int point, double[] sums, ClusterMeans clusters) {
        int k = clusters.count();
        int own = clusters.labels[point];
        if (clusters.sizes[own] == 1) {
            return 0;
        }
        double within = sums[point * k + own] / (clusters.sizes[own] - 1);
        double nearest = Double.POSITIVE_INFINITY;
        for (int c = 0; c < k; c++) {
            if (c != own) {
                nearest = Math.min(nearest, sums[point * k + c] / clusters.sizes[c]);
            }
        }
        double larger = Math.max(within, nearest);
        return larger > 0 ? (nearest - within) / larger : 0;
    }

    /**
     * Variance ratio (Calinski and Harabasz, "A dendrite method for cluster analysis", 1974): dispersion between the
     * clusters over dispersion within, each by its degrees of freedom.
     *
     * @return zero or more, higher is better; 1 where no point differs from its cluster's mean
     * @throws IllegalArgumentException where the labels name fewer than 2 clusters, or as many as there are points
     */
    public static double calinskiHarabasz(Points points, int[] labels) {
        ClusterMeans clusters = meansOf(points, labels);
        int dimensions = points.dimensions();
        int[] together = new int[points.count()];
        double[] overall = ClusterMeans.of(points, together).means;
        double between = 0;
        for (int c = 0; c < clusters.count(); c++) {
            between += clusters.sizes[c]
                    * Centroids.squaredDistance(clusters.means, c * dimensions, overall, 0, dimensions);
        }
        double within = 0;
        for (int i = 0; i < points.count(); i++) {
            within += clusters.squaredDistanceToMean(points, i);
        }
        if (within == 0) {
            return 1;
        }
        return between * (points.count() - clusters.count()) / (within * (clusters.count() - 1.0));
    }

    /**
     * Davies-Bouldin index ("A cluster separation measure", 1979): how alike each cluster is to the one most like it,
     * on average, by mean distance to the mean and distance of the means.
     *
     * @return zero or more, lower is better; 0 where no point differs from its cluster's mean or no mean from another
     * @throws IllegalArgumentException where the labels name fewer than 2 clusters, or as many as there are points
     */
    public static double daviesBouldin(Points points, int[] labels) {
        ClusterMeans clusters = meansOf(points, labels);
        int k = clusters.count();
        int dimensions = points.dimensions();
        double[] spread = new double[k];
        for (int i = 0; i < points.count(); i++) {
            spread[clusters.labels[i]] += Math.sqrt(clusters.squaredDistanceToMean(points, i));
        }
        boolean anySpread = false;
        for (int c = 0; c < k; c++) {
            spread[c] /= clusters.sizes[c];
            anySpread |= spread[c] > ZERO;
        }
        boolean anyApart = false;
        double total = 0;
        for (int c = 0; c < k; c++) {
            double worst = 0;
            for (int other = 0; other < k; other++) {
                if (other != c) {
                    double apart = Math.sqrt(Centroids.squaredDistance(
                            clusters.means, c * dimensions, clusters.means, other * dimensions, dimensions));
                    anyApart |= apart > ZERO;
                    // Two clusters with the same mean: infinitely far apart for this index, by scikit-learn's rule.
                    worst = apart == 0 ? worst : Math.max(worst, (spread[c] + spread[other]) / apart);
                }
            }
            total += worst;
        }
        return anySpread && anyApart ? total / k : 0;
    }

    private static ClusterMeans meansOf(Points points, int[] labels) {
        requireLabels(points, labels);
        ClusterMeans clusters = ClusterMeans.of(points, labels);
        if (clusters.count() < 2 || clusters.count() >= points.count()) {
            throw new IllegalArgumentException(
                    "the labels must name from 2 clusters to one fewer than the %d points, not %d"
                            .formatted(points.count(), clusters.count()));
        }
        return clusters;
    }

    private static void requireLabels(Points points, int[] labels) {
        if (labels.length != points.count()) {
            throw new IllegalArgumentException(
                    "%d labels given for %d points".formatted(labels.length, points.count()));
        }
    }

    /** Clusters that have points, renumbered from 0, with their means. */
    private static final class ClusterMeans {
        private final int[] labels;
        private final int[] sizes;
        private final double[] means;
        private final int dimensions;

        private ClusterMeans(int[] labels, int[] sizes, double[] means, int dimensions) {
            this.labels = labels;
            this.sizes = sizes;
            this.means = means;
            this.dimensions = dimensions;
        }

        static ClusterMeans of(Points points, int[] labels) {
            int[] distinct = Arrays.stream(labels).distinct().sorted().toArray();
            int dimensions = points.dimensions();
            int[] renumbered = new int[labels.length];
            int[] sizes = new int[distinct.length];
            double[] means = new double[distinct.length * dimensions];
            for (int i = 0; i < labels.length; i++) {
                int label = Arrays.binarySearch(distinct, labels[i]);
                renumbered[i] = label;
                sizes[label]++;
                for (int j = 0; j < dimensions; j++) {
                    means[label * dimensions + j] += points.values()[points.offset(i) + j];
                }
            }
            for (int j = 0; j < means.length; j++) {
                means[j] /= sizes[j / dimensions];
            }
            return new ClusterMeans(renumbered, sizes, means, dimensions);
        }

        int count() {
            return sizes.length;
        }

        double squaredDistanceToMean(Points points, int point) {
            return Centroids.squaredDistance(
                    points.values(), points.offset(point), means, labels[point] * dimensions, dimensions);
        }
    }
}
