package dev.segue.trainer.training;

import dev.segue.segmentation.assignment.Quality;
import dev.segue.segmentation.clustering.Clustering;
import dev.segue.segmentation.clustering.Points;
import dev.segue.segmentation.clustering.QualityIndices;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Measures a clustering; what would take the square of the points is measured on a part of them. */
final class QualityMeasure {
    private static final int PART = 5_000;

    private final ReferenceClustering reference;

    QualityMeasure(ReferenceClustering reference) {
        this.reference = reference;
    }

    Quality of(Points points, Clustering clustering, long seed) {
        int[] chosen = part(points.count(), seed);
        Points part = points.select(chosen);
        int[] labels = labels(clustering, chosen);
        double[][] rows = IntStream.range(0, part.count()).mapToObj(part::row).toArray(double[][]::new);
        double[][] theirs = reference.centroids(rows, clustering.clusters(), seed);
        double ours = Clustering.assign(part, clustering.centroids()).inertia();
        double full = Clustering.assign(part, theirs).inertia();
        return new Quality(
                points.count(),
                clustering.inertia(),
                silhouette(part, labels),
                QualityIndices.calinskiHarabasz(points, clustering.labels()),
                QualityIndices.daviesBouldin(points, clustering.labels()),
                ratio(ours, full));
    }

    /** Mean silhouette coefficient, on a part of the points; not a number where all are in one cluster. */
    double silhouette(Points points, Clustering clustering, long seed) {
        int[] chosen = part(points.count(), seed);
        return silhouette(points.select(chosen), labels(clustering, chosen));
    }

    private static double silhouette(Points part, int[] labels) {
        return Arrays.stream(labels).distinct().count() < 2 ? Double.NaN : QualityIndices.silhouette(part, labels);
    }

    private static int[] labels(Clustering clustering, int[] chosen) {
        return Arrays.stream(chosen).map(i -> clustering.labels()[i]).toArray();
    }

    private static double ratio(double ours, double full) {
        if (full > 0) {
            return ours / full;
        }
        return ours > 0 ? Double.POSITIVE_INFINITY : 1;
    }

    private static int[] part(int count, long seed) {
        int[] all = IntStream.range(0, count).toArray();
        if (count <= PART) {
            return all;
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < PART; i++) {
            int other = random.nextInt(i, count);
            int drawn = all[other];
            all[other] = all[i];
            all[i] = drawn;
        }
        return Arrays.copyOf(all, PART);
    }
}
