package dev.segue.segmentation.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KMeansTest {
    private static final double[][] CENTRES = {{0, 0}, {10, 0}, {0, 10}, {10, 10}};

    @Test
    void findsWellSeparatedClusters() {
        // Given
        Points points = Blobs.around(CENTRES, 50, 0.5, new SplittableRandom(7));

        // When
        Clustering clustering = new KMeans(4, 5).fit(points, new SplittableRandom(1));

        // Then
        assertThat(clustering.sizes()).containsOnly(50);
        assertThat(clustering.labels()[0])
                .isEqualTo(clustering.labels()[49])
                .isNotEqualTo(clustering.labels()[50]);
    }

    @Test
    void sameSeedGivesTheSameClustering() {
        // Given
        Points points = Blobs.around(CENTRES, 50, 4, new SplittableRandom(7));

        // When
        Clustering one = new KMeans(4, 3).fit(points, new SplittableRandom(1));
        Clustering other = new KMeans(4, 3).fit(points, new SplittableRandom(1));

        // Then
        assertThat(one.centroids()).isDeepEqualTo(other.centroids());
        assertThat(one.labels()).isEqualTo(other.labels());
    }

    @Test
    void swapsGetOutOfLocalOptima() {
        // Given six groups, two to three of which a single start often takes for one
        double[][] centres = {{0}, {1}, {100}, {101}, {200}, {201}};
        Points points = Blobs.around(centres, 30, 0.01, new SplittableRandom(7));
        double[][] bad = {{-0.005}, {0.005}, {1}, {100.5}, {200}, {201}};
        double stuck = new KMeans(6, 1).fitFrom(points, bad).inertia();

        // When
        double withSwaps =
                new KMeans(6, 1, 300, 60).fit(points, new SplittableRandom(1)).inertia();

        // Then every group has a centroid of its own
        assertThat(stuck).isGreaterThan(10);
        assertThat(withSwaps).isLessThan(0.1);
    }

    @Test
    void swapsNeverMakeItWorse() {
        for (int seed = 0; seed < 20; seed++) {
            // Given
            Points points = Blobs.around(CENTRES, 20, 6, new SplittableRandom(seed));

            // When
            double without =
                    new KMeans(7, 2).fit(points, new SplittableRandom(1)).inertia();
            double with = new KMeans(7, 2, 300, 30)
                    .fit(points, new SplittableRandom(1))
                    .inertia();

            // Then
            assertThat(with).isLessThanOrEqualTo(without);
        }
    }

    @Test
    void anEmptyClusterIsGivenTheFarthestPoint() {
        // Given two clusters, and first centroids of which one attracts nothing
        Points points = Points.of(new double[][] {{0}, {1}, {10}, {11}});

        // When
        Clustering clustering = new KMeans(2, 1).fitFrom(points, new double[][] {{5}, {1000}});

        // Then
        assertThat(clustering.sizes()).containsExactly(2, 2);
        assertThat(clustering.inertia()).isCloseTo(1, within(1e-12));
    }

    @Test
    void fewerDistinctPointsThanClustersLeaveClustersEmpty() {
        // Given
        Points points = Points.of(new double[][] {{1}, {1}, {2}, {2}});

        // When
        Clustering clustering = new KMeans(3, 2).fit(points, new SplittableRandom(1));

        // Then
        assertThat(clustering.inertia()).isZero();
        assertThat(clustering.sizes()).contains(0, 2);
    }

    @Test
    void refusesFewerPointsThanClusters() {
        assertThatThrownBy(() -> new KMeans(3, 1).fit(Points.of(new double[][] {{1}, {2}}), new SplittableRandom(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 points are too few for 3 clusters");
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> new KMeans(0, 1)).hasMessage("clusters must be 1 or more, not 0");
        assertThatThrownBy(() -> new KMeans(1, 0)).hasMessage("starts must be 1 or more, not 0");
        assertThatThrownBy(() -> new KMeans(1, 1, 1, -1)).hasMessage("swaps must be 0 or more, not -1");
    }

    @Test
    void refusesPointsThatAreNotFiniteNumbers() {
        assertThatThrownBy(() -> Points.of(new double[][] {{1, 2}, {3, Double.NaN}}))
                .hasMessage("point 1: coordinate 1 is not a finite number");
        assertThatThrownBy(() -> Points.of(new double[][] {{1, 2}, {3}}))
                .hasMessage("point 1 has 1 coordinates, the first has 2");
    }
}
