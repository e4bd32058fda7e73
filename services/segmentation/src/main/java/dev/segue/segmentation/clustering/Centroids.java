package dev.segue.segmentation.clustering;

/**
 * Centroids in one flat array, and the search for the nearest of them. Mutable and for one thread: the squared distance
 * found last is a field, so that the hot loop allocates nothing.
 */
final class Centroids {
    final double[] values;
    final int count;
    final int dimensions;

    /** Squared distance that the latest {@link #nearest} found. */
    double squaredDistance;

    Centroids(int count, int dimensions) {
        this.values = new double[count * dimensions];
        this.count = count;
        this.dimensions = dimensions;
    }

    static Centroids of(double[][] rows) {
        Centroids centroids = new Centroids(rows.length, rows[0].length);
        for (int c = 0; c < rows.length; c++) {
            System.arraycopy(rows[c], 0, centroids.values, c * centroids.dimensions, centroids.dimensions);
        }
        return centroids;
    }

    /** Index of the centroid nearest to a point, the lowest where several are equally near. */
    int nearest(Points points, int point) {
        return nearest(points.values(), points.offset(point));
    }

    /** The same for the point whose coordinates begin at an offset. */
    int nearest(double[] coordinates, int offset) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < count; c++) {
            double squared = squaredDistance(coordinates, offset, values, c * dimensions, dimensions);
            if (squared < least) {
                least = squared;
                nearest = c;
            }
        }
        squaredDistance = least;
        return nearest;
    }

    /** Makes a point a centroid. */
    void place(int centroid, Points points, int point) {
        System.arraycopy(points.values(), points.offset(point), values, centroid * dimensions, dimensions);
    }

    double[][] rows() {
        double[][] rows = new double[count][dimensions];
        for (int c = 0; c < count; c++) {
            System.arraycopy(values, c * dimensions, rows[c], 0, dimensions);
        }
        return rows;
    }

    /** Four running sums, because a single one would make every addition wait for the one before it. */
    static double squaredDistance(double[] a, int aOffset, double[] b, int bOffset, int dimensions) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int j = 0;
        for (; j + 3 < dimensions; j += 4) {
            double d0 = a[aOffset + j] - b[bOffset + j];
            double d1 = a[aOffset + j + 1] - b[bOffset + j + 1];
            double d2 = a[aOffset + j + 2] - b[bOffset + j + 2];
            double d3 = a[aOffset + j + 3] - b[bOffset + j + 3];
            first += d0 * d0;
            second += d1 * d1;
            third += d2 * d2;
            fourth += d3 * d3;
        }
        for (; j < dimensions; j++) {
            double d = a[aOffset + j] - b[bOffset + j];
            first += d * d;
        }
        return (first + second) + (third + fourth);
    }
}
