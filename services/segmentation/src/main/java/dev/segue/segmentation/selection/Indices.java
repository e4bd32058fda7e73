package dev.segue.segmentation.selection;

import dev.segue.segmentation.clustering.Clustering;
import dev.segue.segmentation.clustering.Points;
import dev.segue.segmentation.clustering.QualityIndices;
import java.util.stream.IntStream;

/**
 * The quality indices of one clustering; each is NaN where fewer than two clusters have points, or as many as there are
 * points.
 *
 * @param silhouette mean silhouette coefficient, -1 to 1, higher is better
 * @param calinskiHarabasz variance ratio, zero or more, higher is better
 * @param daviesBouldin Davies-Bouldin index, zero or more, lower is better
 */
public record Indices(double silhouette, double calinskiHarabasz, double daviesBouldin) {
    /**
     * Measures a clustering.
     *
     * @param points the points
     * @param clustering of the points
     * @param part some of the points, for the silhouette, which takes their square; the same for all clusterings that are
     *     to be compared
     */
    public static Indices of(Points points, Clustering clustering, Points part) {
        Clustering ofPart = Clustering.assign(part, clustering.centroids());
        boolean comparable = isComparable(points, clustering);
        return new Indices(
                isComparable(part, ofPart) ? QualityIndices.silhouette(part, ofPart.labels()) : Double.NaN,
                comparable ? QualityIndices.calinskiHarabasz(points, clustering.labels()) : Double.NaN,
                comparable ? QualityIndices.daviesBouldin(points, clustering.labels()) : Double.NaN);
    }

    private static boolean isComparable(Points points, Clustering clustering) {
        long populated =
                IntStream.of(clustering.sizes()).filter(size -> size > 0).count();
        return populated >= 2 && populated < points.count();
    }
}
