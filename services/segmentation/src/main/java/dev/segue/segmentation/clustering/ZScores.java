package dev.segue.segmentation.clustering;

/** How clusters differ from the population. */
public final class ZScores {
    private ZScores() {}

    /**
     * How far the mean of each cluster lies from the mean of all, in standard deviations of all. Whatever centre, scale
     * and weight the coordinates have, it comes out the same.
     *
     * @param points the points, on the features (not on a projection of them)
     * @param labels cluster of each point
     * @param clusters how many clusters there are
     * @return one row a cluster, one column a coordinate; 0 for a coordinate that does not vary and a cluster without points
     */
    public static double[][] of(Points points, int[] labels, int clusters) {
        int dimensions = points.dimensions();
        double[] mean = new double[dimensions];
        double[][] means = new double[clusters][dimensions];
        int[] sizes = new int[clusters];
        for (int i = 0; i < points.count(); i++) {
            sizes[labels[i]]++;
            for (int j = 0; j < dimensions; j++) {
                double value = points.values()[points.offset(i) + j];
                mean[j] += value / points.count();
                means[labels[i]][j] += value;
            }
        }
        double[] variance = new double[dimensions];
        for (int i = 0; i < points.count(); i++) {
            for (int j = 0; j < dimensions; j++) {
                double difference = points.values()[points.offset(i) + j] - mean[j];
                variance[j] += difference * difference / points.count();
            }
        }
        double[][] z = new double[clusters][dimensions];
        for (int c = 0; c < clusters; c++) {
            for (int j = 0; j < dimensions; j++) {
                double deviation = Math.sqrt(variance[j]);
                // What rounding leaves of a constant coordinate must not be blown up.
                boolean varies = deviation > 1e-9 * Math.max(1, Math.abs(mean[j]));
                z[c][j] = varies && sizes[c] > 0 ? (means[c][j] / sizes[c] - mean[j]) / deviation : 0;
            }
        }
        return z;
    }
}
