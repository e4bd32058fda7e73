package dev.segue.segmentation.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.clustering.Blobs;
import dev.segue.segmentation.clustering.Points;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StabilityTest {
    private static final double[][] THREE = {{0, 0}, {10, 0}, {0, 10}};

    @Test
    void clustersThatAreThereAreFoundInEveryPart() {
        // Given
        Points points = Blobs.around(THREE, 100, 1, new SplittableRandom(1));

        // When
        double stability = Stability.of(points, 3, new SplittableRandom(2));

        // Then
        assertThat(stability).isEqualTo(1);
    }

    @Test
    void clustersThatAreNotThereComeOutDifferently() {
        // Given one round cloud
        Points points = Blobs.around(new double[][] {{0, 0, 0, 0}}, 300, 1, new SplittableRandom(1));

        // When
        double stability = Stability.of(points, 6, new SplittableRandom(2));

        // Then
        assertThat(stability).isLessThan(0.6);
    }

    @Test
    void asManyPointsAsClustersCanStillBeCompared() {
        assertThat(Stability.of(Points.of(THREE), 3, new SplittableRandom(2))).isEqualTo(1);
    }
}
