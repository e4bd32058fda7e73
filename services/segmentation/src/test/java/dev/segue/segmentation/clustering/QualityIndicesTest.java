package dev.segue.segmentation.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class QualityIndicesTest {
    @Test
    void pointAloneInItsClusterHasSilhouetteZero() {
        // Given
        Points points = Points.of(new double[][] {{0}, {2}, {10}});

        // When
        double silhouette = QualityIndices.silhouette(points, new int[] {0, 0, 1});

        // Then (10-2)/10, (8-2)/8, 0
        assertThat(silhouette).isCloseTo((0.8 + 0.75) / 3, within(1e-12));
    }

    @Test
    void labelsThatNobodyHasAreLeftOut() {
        // Given
        Points points = Points.of(new double[][] {{0}, {2}, {10}, {12}});

        // When, Then
        assertThat(QualityIndices.silhouette(points, new int[] {0, 0, 7, 7}))
                .isEqualTo(QualityIndices.silhouette(points, new int[] {0, 0, 1, 1}));
        assertThat(QualityIndices.daviesBouldin(points, new int[] {0, 0, 7, 7})).isCloseTo(0.2, within(1e-12));
        assertThat(QualityIndices.calinskiHarabasz(points, new int[] {0, 0, 7, 7}))
                .isCloseTo(100 / (4 / 2.0), within(1e-12));
    }

    @Test
    void clustersOfEqualPointsAreTheLimits() {
        // Given
        Points points = Points.of(new double[][] {{1}, {1}, {5}, {5}});
        int[] labels = {0, 0, 1, 1};

        // When, Then
        assertThat(QualityIndices.silhouette(points, labels)).isEqualTo(1);
        assertThat(QualityIndices.daviesBouldin(points, labels)).isZero();
        assertThat(QualityIndices.calinskiHarabasz(points, labels)).isEqualTo(1);
    }

    @Test
    void clustersWithTheSameMeanDoNotCountAsAlike() {
        // Given
        Points points = Points.of(new double[][] {{-1}, {1}, {-2}, {2}});

        // When, Then
        assertThat(QualityIndices.daviesBouldin(points, new int[] {0, 0, 1, 1})).isZero();
    }

    @Test
    void refusesASingleClusterAndOneOfEveryPoint() {
        // Given
        Points points = Points.of(new double[][] {{0}, {2}, {10}});

        // When, Then
        assertThatThrownBy(() -> QualityIndices.silhouette(points, new int[] {0, 0, 0}))
                .hasMessage("the labels must name from 2 clusters to one fewer than the 3 points, not 1");
        assertThatThrownBy(() -> QualityIndices.daviesBouldin(points, new int[] {0, 1, 2}))
                .hasMessage("the labels must name from 2 clusters to one fewer than the 3 points, not 3");
        assertThatThrownBy(() -> QualityIndices.calinskiHarabasz(points, new int[] {0, 1}))
                .hasMessage("2 labels given for 3 points");
    }

    @Property(tries = 200)
    void silhouetteEqualsItsDefinition(
            @ForAll @IntRange(min = 3, max = 25) int n,
            @ForAll @IntRange(min = 2, max = 5) int k,
            @ForAll @IntRange(min = 1, max = 7) int dimensions,
            @ForAll long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        double[][] rows = new double[n][dimensions];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = random.nextInt(k);
            for (int j = 0; j < dimensions; j++) {
                rows[i][j] = random.nextGaussian();
            }
        }
        long clusters = Arrays.stream(labels).distinct().count();
        Assume.that(clusters >= 2 && clusters < n);

        // When
        double silhouette = QualityIndices.silhouette(Points.of(rows), labels);

        // Then
        assertThat(silhouette).isCloseTo(naiveSilhouette(rows, labels, k), within(1e-12));
    }

    private static double naiveSilhouette(double[][] rows, int[] labels, int k) {
        double total = 0;
        for (int i = 0; i < rows.length; i++) {
            double own = meanDistance(rows, labels, i, labels[i]);
            double nearest = Double.POSITIVE_INFINITY;
            for (int c = 0; c < k; c++) {
                double mean = c == labels[i] ? Double.NaN : meanDistance(rows, labels, i, c);
                nearest = Double.isNaN(mean) ? nearest : Math.min(nearest, mean);
            }
            total += Double.isNaN(own) ? 0 : (nearest - own) / Math.max(nearest, own);
        }
        return total / rows.length;
    }

    /** Mean distance to the other points of a cluster, NaN where it has none. */
    private static double meanDistance(double[][] rows, int[] labels, int point, int cluster) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < rows.length; i++) {
            if (i != point && labels[i] == cluster) {
                double squared = 0;
                for (int j = 0; j < rows[i].length; j++) {
                    squared += Math.pow(rows[i][j] - rows[point][j], 2);
                }
                sum += Math.sqrt(squared);
                count++;
            }
        }
        return sum / count;
    }
}
