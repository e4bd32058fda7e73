package dev.segue.segmentation.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.segue.segmentation.clustering.MiniBatchKMeans.WarmStart;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MiniBatchKMeansTest {
    private static final double[][] CENTRES = {{0, 0}, {10, 0}, {0, 10}, {10, 10}};

    @Test
    void comesCloseToFullKMeans() {
        // Given
        Points points = Blobs.around(CENTRES, 500, 3, new SplittableRandom(7));
        double full = new KMeans(4, 5).fit(points, new SplittableRandom(1)).inertia();

        // When
        Clustering clustering = batches(4, 100).fit(points, new SplittableRandom(1));

        // Then
        assertThat(clustering.inertia() / full).isBetween(1 - 1e-9, 1.02);
    }

    @Test
    void sameSeedGivesTheSameClustering() {
        // Given
        Points points = Blobs.around(CENTRES, 500, 3, new SplittableRandom(7));

        // When
        Clustering one = batches(4, 100).fit(points, new SplittableRandom(1));
        Clustering other = batches(4, 100).fit(points, new SplittableRandom(1));

        // Then
        assertThat(one.centroids()).isDeepEqualTo(other.centroids());
        assertThat(one.labels()).isEqualTo(other.labels());
    }

    @Test
    void everyPointIsLabelledWithItsNearestCentroid() {
        // Given
        Points points = Blobs.around(CENTRES, 100, 3, new SplittableRandom(7));

        // When
        Clustering clustering = batches(4, 64).fit(points, new SplittableRandom(1));

        // Then
        Clustering again = Clustering.assign(points, clustering.centroids());
        assertThat(clustering.labels()).isEqualTo(again.labels());
        assertThat(clustering.sizes()).isEqualTo(again.sizes());
        assertThat(clustering.inertia()).isEqualTo(again.inertia());
    }

    @Test
    void centroidIsTheMeanOfAllItHasSeen() {
        // Given one cluster, one pass
        Points points = Blobs.around(new double[][] {{3, 4}}, 100, 2, new SplittableRandom(7));
        MiniBatchKMeans onePass = new MiniBatchKMeans(1, 10, 1, 1, 100, 0, Double.POSITIVE_INFINITY);

        // When
        Clustering clustering =
                onePass.fit(points, new WarmStart(new double[][] {{0, 0}}, new double[] {0}), new SplittableRandom(1));

        // Then
        double[] mean = new KMeans(1, 1).fit(points, new SplittableRandom(1)).centroids()[0];
        assertThat(clustering.iterations()).isEqualTo(10);
        assertThat(clustering.centroids()[0]).containsExactly(mean, within(1e-12));
    }

    @Test
    void warmStartMovesAsFarAsThePointsOutweighTheCounts() {
        // Given 100 points at 10 and a centroid at 0 that stands for 300
        Points points = Blobs.around(new double[][] {{10}}, 100, 0, new SplittableRandom(7));
        WarmStart warmStart = new WarmStart(new double[][] {{0}}, new double[] {300});
        MiniBatchKMeans onePass = new MiniBatchKMeans(1, 50, 1, 1, 100, 0, Double.POSITIVE_INFINITY);

        // When
        Clustering clustering = onePass.fit(points, warmStart, new SplittableRandom(1));

        // Then
        assertThat(clustering.centroids()[0][0]).isCloseTo(2.5, within(1e-12));
    }

    @Test
    void whatWasSeenAHalfLifeAgoCountsHalf() {
        // Given a batch of 100 points at 10, as many points as the half-life, and a centroid at 0 that stands for 200
        Points points = Blobs.around(new double[][] {{10}}, 100, 0, new SplittableRandom(7));
        WarmStart warmStart = new WarmStart(new double[][] {{0}}, new double[] {200});
        MiniBatchKMeans onePass = new MiniBatchKMeans(1, 100, 1, 1, 100, 0, 100);

        // When
        Clustering clustering = onePass.fit(points, warmStart, new SplittableRandom(1));

        // Then 200 count as 100
        assertThat(clustering.centroids()[0][0]).isCloseTo(5, within(1e-12));
    }

    @Test
    void aStarvedCentroidIsSetOnAPointOfTheBatch() {
        // Given a centroid far from everything
        Points points = Blobs.around(new double[][] {{0, 0}, {10, 0}}, 500, 0.5, new SplittableRandom(7));
        WarmStart warmStart = new WarmStart(new double[][] {{5, 0}, {1e6, 1e6}}, new double[] {0, 0});

        // When
        Clustering repaired = batches(2, 100).fit(points, warmStart, new SplittableRandom(1));
        Clustering left = new MiniBatchKMeans(2, 100, 1, 100, 10, 0, Double.POSITIVE_INFINITY)
                .fit(points, warmStart, new SplittableRandom(1));

        // Then
        assertThat(repaired.sizes()).containsExactlyInAnyOrder(500, 500);
        assertThat(left.sizes()).containsExactly(1000, 0);
    }

    @Test
    void stopsOnceTheInertiaNoLongerFalls() {
        // Given centroids that are right already
        Points points = Blobs.around(CENTRES, 500, 1, new SplittableRandom(7));
        WarmStart warmStart = new WarmStart(CENTRES, new double[] {1e6, 1e6, 1e6, 1e6});

        // When
        Clustering clustering = batches(4, 100).fit(points, warmStart, new SplittableRandom(1));

        // Then far fewer batches than 100 passes of 20
        assertThat(clustering.iterations()).isLessThan(200);
    }

    @Test
    void bestOfSeveralStartsIsNeverWorseThanTheFirst() {
        // Given
        double[][] centres = {{0}, {1}, {10}, {11}, {100}, {101}};
        Points points = Blobs.around(centres, 50, 0.1, new SplittableRandom(7));

        for (int seed = 0; seed < 20; seed++) {
            // When
            double first = new MiniBatchKMeans(6, 32, 1, 100, 10, 0.01, Double.POSITIVE_INFINITY)
                    .fit(points, new SplittableRandom(seed))
                    .inertia();
            double best = new MiniBatchKMeans(6, 32, 5, 100, 10, 0.01, Double.POSITIVE_INFINITY)
                    .fit(points, new SplittableRandom(seed))
                    .inertia();

            // Then
            assertThat(best).isLessThanOrEqualTo(first);
        }
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> batches(4, 0)).hasMessage("batchSize must be 1 or more, not 0");
        assertThatThrownBy(() -> new MiniBatchKMeans(4, 1, 1, 1, 1, 1.0, 1))
                .hasMessage("reassignmentRatio must be in [0, 1), not 1.0");
        assertThatThrownBy(() -> new MiniBatchKMeans(4, 1, 1, 1, 1, 0, 0))
                .hasMessage("halfLife must be more than 0 points, not 0.0");
        assertThatThrownBy(() -> batches(2, 1)
                        .fit(
                                Points.of(CENTRES),
                                new WarmStart(new double[][] {{1, 1}}, new double[] {1}),
                                new SplittableRandom(1)))
                .hasMessage("1 centroids given for 2 clusters");
    }

    private static MiniBatchKMeans batches(int clusters, int size) {
        return new MiniBatchKMeans(clusters, size, 3, 100, 10, 0.01, Double.POSITIVE_INFINITY);
    }
}
