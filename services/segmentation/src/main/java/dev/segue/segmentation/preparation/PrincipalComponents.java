package dev.segue.segmentation.preparation;

import dev.segue.segmentation.assignment.Projection;
import dev.segue.segmentation.clustering.Points;
import java.util.Arrays;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;

/**
 * Principal components of a sample: the eigenvectors of its covariance matrix, the largest eigenvalue first (Jolliffe,
 * "Principal Component Analysis", 2002, section 2). Each is turned so that its coordinate farthest from zero is positive (the
 * first of several equally far), because the sign of an eigenvector is arbitrary and two runs should agree. Stateless.
 */
public final class PrincipalComponents {
    private PrincipalComponents() {}

    /**
     * The components of points.
     *
     * @param scaled the points
     * @param wanted how many, or how much of the variance
     */
    public static Projection fit(Points scaled, Components wanted) {
        EigenDecompositionSymmetric decomposition =
                new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(covariance(scaled)));
        // What rounding leaves of a direction without variance can be below zero.
        double[] variances = Arrays.stream(decomposition.getEigenvalues())
                .map(variance -> Math.max(0, variance))
                .toArray();
        double all = Arrays.stream(variances).sum();
        double[] shares = Arrays.stream(variances)
                .map(variance -> all > 0 ? variance / all : 0)
                .toArray();
        int count = count(shares, wanted);
        double[][] components = new double[count][];
        for (int i = 0; i < count; i++) {
            components[i] = turned(decomposition.getEigenvector(i).toArray());
        }
        return new Projection(components, Arrays.copyOf(shares, count));
    }

    private static int count(double[] shares, Components wanted) {
        return switch (wanted) {
            case Components.Count(int count) -> Math.min(count, shares.length);
            case Components.Variance(double share) -> {
                // One rounding error short of all of it is all of it.
                double enough = share - shares.length * Math.ulp(1.0);
                int count = 0;
                double explained = 0;
                while (count < shares.length && (count == 0 || explained < enough)) {
                    explained += shares[count];
                    count++;
                }
                yield count;
            }
        };
    }

    private static double[][] covariance(Points points) {
        int dimensions = points.dimensions();
        double[] means = new double[dimensions];
        for (int i = 0; i < points.count(); i++) {
            double[] row = points.row(i);
            for (int j = 0; j < dimensions; j++) {
                means[j] += row[j] / points.count();
            }
        }
        double[][] covariance = new double[dimensions][dimensions];
        for (int i = 0; i < points.count(); i++) {
            double[] row = points.row(i);
            for (int j = 0; j < dimensions; j++) {
                for (int k = 0; k <= j; k++) {
                    covariance[j][k] += (row[j] - means[j]) * (row[k] - means[k]) / points.count();
                }
            }
        }
        for (int j = 0; j < dimensions; j++) {
            for (int k = 0; k < j; k++) {
                covariance[k][j] = covariance[j][k];
            }
        }
        return covariance;
    }

    private static double[] turned(double[] component) {
        double farthest = 0;
        for (double coordinate : component) {
            if (Math.abs(coordinate) > Math.abs(farthest)) {
                farthest = coordinate;
            }
        }
        double sign = farthest < 0 ? -1 : 1;
        return Arrays.stream(component).map(coordinate -> sign * coordinate).toArray();
    }
}
