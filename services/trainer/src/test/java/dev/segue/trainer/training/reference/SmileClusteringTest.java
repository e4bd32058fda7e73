package dev.segue.trainer.training.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.segue.segmentation.clustering.Clustering;
import dev.segue.segmentation.clustering.KMeans;
import dev.segue.segmentation.clustering.Points;
import dev.segue.segmentation.report.ModelReport.Merge;
import dev.segue.trainer.training.ReferenceHierarchy;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SmileClusteringTest {
    @Test
    void findsAboutTheInertiaOurOwnFullKMeansFinds() {
        // Given
        SplittableRandom random = new SplittableRandom(3);
        double[][] rows = new double[2000][4];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < 4; j++) {
                rows[i][j] = (i % 4 == j ? 4 : 0) + random.nextGaussian();
            }
        }
        Points points = Points.of(rows);
        double ours = new KMeans(4, 10).fit(points, new SplittableRandom(1)).inertia();

        // When
        double[][] centroids = new SmileClustering().centroids(rows, 4, 1);

        // Then
        assertThat(centroids).hasDimensions(4, 4);
        assertThat(Clustering.assign(points, centroids).inertia() / ours).isBetween(0.999, 1.01);
    }

    @Test
    void sameSeedGivesTheSameCentroids() {
        // Given
        SplittableRandom random = new SplittableRandom(3);
        double[][] rows = new double[500][2];
        for (double[] row : rows) {
            row[0] = random.nextGaussian();
            row[1] = random.nextGaussian();
        }

        // When, Then
        assertThat(new SmileClustering().centroids(rows, 5, 1))
                .isDeepEqualTo(new SmileClustering().centroids(rows, 5, 1));
    }

    @Test
    void wardMergesTheNearestFirstAndCutsWhereAsked() {
        // Given
        double[][] rows = {{0}, {1}, {10}, {12}};

        // When
        ReferenceHierarchy.Dendrogram dendrogram = new SmileClustering().ward(rows, 2);

        // Then
        assertThat(dendrogram.merges())
                .extracting(Merge::left, Merge::right)
                .containsExactly(tuple(0, 1), tuple(2, 3), tuple(4, 5));
        assertThat(dendrogram.merges()).extracting(Merge::height).isSorted();
        assertThat(dendrogram.labels()[0])
                .isEqualTo(dendrogram.labels()[1])
                .isNotEqualTo(dendrogram.labels()[2]);
        assertThat(dendrogram.labels()[2]).isEqualTo(dendrogram.labels()[3]);
    }
}
