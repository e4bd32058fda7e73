package dev.segue.segmentation.clustering;

import java.util.random.RandomGenerator;

/** Points scattered around given centres, so many for each, one centre after the other. */
public final class Blobs {
    private Blobs() {}

    public static Points around(double[][] centres, int each, double deviation, RandomGenerator random) {
        double[][] rows = new double[centres.length * each][];
        for (int i = 0; i < rows.length; i++) {
            double[] row = centres[i / each].clone();
            for (int j = 0; j < row.length; j++) {
                row[j] += deviation * random.nextGaussian();
            }
            rows[i] = row;
        }
        return Points.of(rows);
    }
}
