package dev.segue.segmentation.clustering;

/** What the clusterers ask of their settings and of the points given to them. */
final class Settings {
    private Settings() {}

    static void requirePositive(String field, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s must be 1 or more, not %d".formatted(field, value));
        }
    }

    static void requireEnough(Points points, int clusters) {
        if (points.count() < clusters) {
            throw new IllegalArgumentException(
                    "%d points are too few for %d clusters".formatted(points.count(), clusters));
        }
    }

    static void requireShape(Points points, int clusters, double[][] centroids) {
        if (centroids.length != clusters) {
            throw new IllegalArgumentException(
                    "%d centroids given for %d clusters".formatted(centroids.length, clusters));
        }
        for (double[] centroid : centroids) {
            if (centroid.length != points.dimensions()) {
                throw new IllegalArgumentException("a centroid has %d coordinates, the points have %d"
                        .formatted(centroid.length, points.dimensions()));
            }
        }
    }
}
