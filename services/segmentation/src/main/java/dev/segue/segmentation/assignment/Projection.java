package dev.segue.segmentation.assignment;

/**
 * The principal components a model's centroids live on (Jolliffe, "Principal Component Analysis", 2002, section 2): a
 * point's coordinate along one is the scalar product with it. Nothing is subtracted first, as distances do not depend on
 * where the origin is. The arrays belong to the model and must not be changed.
 *
 * @param components the directions over the scaled, weighted features, one a row; orthonormal, at most as many as features
 * @param explained share of the sample's variance along each, 0 to 1, in the same order
 */
@SuppressWarnings("ArrayRecordComponent") // Read on the hot path; never compared as a value.
public record Projection(double[][] components, double[] explained) {
    private static final double TOLERANCE = 1e-6;

    /**
     * @throws IllegalArgumentException where the components are not orthonormal, or the arrays do not fit
     */
    public Projection {
        if (components.length == 0 || components.length != explained.length) {
            throw new IllegalArgumentException(
                    "projection: needs at least one component and as many explained shares, not %d and %d"
                            .formatted(components.length, explained.length));
        }
        for (int i = 0; i < components.length; i++) {
            if (components[i].length != components[0].length) {
                throw new IllegalArgumentException("projection: component %d has %d coordinates, the first has %d"
                        .formatted(i, components[i].length, components[0].length));
            }
            for (int j = 0; j <= i; j++) {
                double product = product(components[i], components[j]);
                if (!(Math.abs(product - (i == j ? 1 : 0)) <= TOLERANCE)) {
                    throw new IllegalArgumentException(
                            "projection: components must be orthonormal, but the product of %d and %d is %s"
                                    .formatted(j, i, product));
                }
            }
        }
    }

    /** How many features it takes. */
    public int features() {
        return components[0].length;
    }

    /**
     * A point along the components.
     *
     * @param scaled coordinates on the scaled, weighted features
     */
    public double[] apply(double[] scaled) {
        double[] point = new double[components.length];
        for (int i = 0; i < point.length; i++) {
            point[i] = product(components[i], scaled);
        }
        return point;
    }

    /**
     * What a point along the components stands for on the features; what the components leave out is zero.
     *
     * @param point coordinates along the components
     */
    public double[] back(double[] point) {
        double[] scaled = new double[features()];
        for (int i = 0; i < point.length; i++) {
            for (int j = 0; j < scaled.length; j++) {
                scaled[j] += components[i][j] * point[i];
            }
        }
        return scaled;
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
