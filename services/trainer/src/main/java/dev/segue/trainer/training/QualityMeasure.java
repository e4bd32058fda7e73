package dev.segue.trainer.training;

import dev.segue.segmentation.assignment.Quality;
import dev.segue.segmentation.clustering.Clustering;
import dev.segue.segmentation.clustering.Points;
import dev.segue.segmentation.selection.Indices;
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
        Indices indices = Indices.of(points, clustering, part(points, seed));
        return new Quality(
                points.count(),
                clustering.inertia(),
                indices.silhouette(),
                indices.calinskiHarabasz(),
                indices.daviesBouldin(),
                fullKMeansRatio(points, clustering, seed));
    }

    /** Inertia of the clusters over that of the reference's full K-means, on a part of the points. */
    double fullKMeansRatio(Points points, Clustering clustering, long seed) {
        Points part = part(points, seed);
        double[][] rows = IntStream.range(0, part.count()).mapToObj(part::row).toArray(double[][]::new);
        double[][] theirs = reference.centroids(rows, clustering.clusters(), seed);
        double ours = Clustering.assign(part, clustering.centroids()).inertia();
        double full = Clustering.assign(part, theirs).inertia();
        if (full > 0) {
            return ours / full;
        }
        return ours > 0 ? Double.POSITIVE_INFINITY : 1;
    }

    private static Points part(Points points, long seed) {
        return points.sample(PART, new SplittableRandom(seed));
    }
}
