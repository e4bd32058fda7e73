package dev.segue.segmentation.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.segue.segmentation.assignment.Projection;
import dev.segue.segmentation.clustering.Points;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
    @Test
    void theFirstComponentLiesAlongTheLongestSideAndPointsUp() {
        // Given points along (-3, -4) / 5 with half as much across, far from the origin
        double[][] rows = {{107, 204}, {101, 196}, {104 - 2, 200 + 1.5}, {104 + 2, 200 - 1.5}};

        // When
        Projection projection = PrincipalComponents.fit(Points.of(rows), new Components.Count(2));

        // Then
        assertThat(projection.components()[0]).containsExactly(new double[] {0.6, 0.8}, within(1e-12));
        assertThat(projection.components()[1]).containsExactly(new double[] {0.8, -0.6}, within(1e-12));
        assertThat(projection.explained()).containsExactly(new double[] {0.8, 0.2}, within(1e-12));
    }

    @Test
    void asFewComponentsAreKeptAsExplainTheShareAsked() {
        // Given shares of 0.8 and 0.2
        Points points = Points.of(new double[][] {{3, 4}, {-3, -4}, {-2, 1.5}, {2, -1.5}});

        // When, Then
        assertThat(count(points, new Components.Variance(0.79))).isEqualTo(1);
        assertThat(count(points, new Components.Variance(0.81))).isEqualTo(2);
        assertThat(count(points, new Components.Variance(1))).isEqualTo(2);
        assertThat(count(points, new Components.Count(9))).isEqualTo(2);
    }

    @Test
    void pointsThatDoNotDifferHaveAComponentAllTheSame() {
        // When
        Projection projection =
                PrincipalComponents.fit(Points.of(new double[][] {{1, 2}, {1, 2}}), new Components.Variance(0.9));

        // Then
        assertThat(projection.components()).isNotEmpty();
        assertThat(projection.explained()).containsOnly(0.0);
    }

    @Property(tries = 100)
    void componentsAreOrthonormalExplainAllOfTheVarianceAndKeepDistances(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int dimensions) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        double[][] rows = new double[50][dimensions];
        for (double[] row : rows) {
            for (int j = 0; j < dimensions; j++) {
                row[j] = (j + 1) * random.nextGaussian() + (j == 0 ? 0 : row[j - 1]);
            }
        }

        // When: the record itself refuses what is not orthonormal
        Projection projection = PrincipalComponents.fit(Points.of(rows), new Components.Count(dimensions));

        // Then
        assertThat(Arrays.stream(projection.explained()).sum()).isCloseTo(1, within(1e-9));
        for (int i = 1; i < dimensions; i++) {
            assertThat(projection.explained()[i]).isLessThanOrEqualTo(projection.explained()[i - 1] + 1e-12);
        }
        assertThat(distance(projection.apply(rows[0]), projection.apply(rows[1])))
                .isCloseTo(distance(rows[0], rows[1]), within(1e-9));
        assertThat(projection.back(projection.apply(rows[2]))).containsExactly(rows[2], within(1e-9));
    }

    @Test
    void refusesNumbersOfComponentsThatAreNone() {
        assertThatThrownBy(() -> new Components.Count(0)).hasMessageContaining("components must be 1 or more");
        assertThatThrownBy(() -> new Components.Variance(0)).hasMessageContaining("variance must be more than 0");
        assertThatThrownBy(() -> new Components.Variance(1.1)).hasMessageContaining("at most 1");
    }

    private static int count(Points points, Components wanted) {
        return PrincipalComponents.fit(points, wanted).components().length;
    }

    private static double distance(double[] a, double[] b) {
        double squared = 0;
        for (int j = 0; j < a.length; j++) {
            squared += (a[j] - b[j]) * (a[j] - b[j]);
        }
        return Math.sqrt(squared);
    }
}
