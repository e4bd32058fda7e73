package dev.segue.segmentation.selection;

import dev.segue.segmentation.clustering.Clustering;
import dev.segue.segmentation.clustering.KMeans;
import dev.segue.segmentation.clustering.Points;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator.SplittableGenerator;

/**
 * Clusters into every number of clusters of a range, and chooses. The clusterings see all the points. So do the indices
 * that take one pass; the silhouette, which takes the square of the points, is measured on a part of them, and stability,
 * which takes many clusterings, on up to {@value #STABILITY_PART}. So the cost grows with the points only as one clustering a candidate does. Immutable and safe to share between threads.
 *
 * @param least fewest clusters, two or more
 * @param most most clusters, {@code least} or more
 * @param silhouettePart points that the silhouette is measured on at most, three or more
 */
public record ClusterSearch(int least, int most, int silhouettePart) {
    private static final int STABILITY_PART = 2_000;
    private static final int FEWEST_COMPARED = 3;

    public ClusterSearch {
        if (least < 2) {
            throw new IllegalArgumentException("least must be 2 or more, not " + least);
        }
        if (most < least) {
            throw new IllegalArgumentException("most must be %d or more, not %d".formatted(least, most));
        }
        if (silhouettePart < FEWEST_COMPARED) {
            throw new IllegalArgumentException(
                    "silhouettePart must be %d or more, not %d".formatted(FEWEST_COMPARED, silhouettePart));
        }
    }

    /**
     * Searches the range.
     *
     * @param points at least as many as {@code most}
     * @param clusterer what clusters them
     * @param random source of randomness
     */
    public KSelection search(Points points, Clusterer clusterer, SplittableGenerator random) {
        Points part = points.sample(silhouettePart, random.split());
        Points stabilityPart = points.sample(STABILITY_PART, random.split());
        List<KCandidate> candidates = new ArrayList<>();
        for (int k = least; k <= most; k++) {
            Clustering clustering = clusterer.fit(k, points, random.split());
            double stability = Stability.of(stabilityPart, k, random.split());
            candidates.add(new KCandidate(clustering, Indices.of(points, clustering, part), stability));
        }
        double ofOne = new KMeans(1, 1).fit(points, random.split()).inertia();
        return KSelection.of(ofOne, candidates);
    }
}
