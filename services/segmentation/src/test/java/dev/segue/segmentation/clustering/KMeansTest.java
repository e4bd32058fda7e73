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
    }

    @Test
    void refusesPointsThatAreNotFiniteNumbers() {
        assertThatThrownBy(() -> Points.of(new double[][] {{1, 2}, {3, Double.NaN}}))
                .hasMessage("point 1: coordinate 1 is not a finite number");
        assertThatThrownBy(() -> Points.of(new double[][] {{1, 2}, {3}}))
                .hasMessage("point 1 has 1 coordinates, the first has 2");
    }
}
