package dev.segue.segmentation.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.clustering.Blobs;
import dev.segue.segmentation.clustering.Points;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StructureTest {
    private static final int[] EACH_BY_ITSELF = {0, 1, 2};

    @Test
    void groupsOfCustomersAreStructure() {
        // Given
        double[][] centres = {{0, 0, 0}, {4, 4, 4}, {8, 0, 8}};
        Points points = Blobs.around(centres, 100, 1, new SplittableRandom(1));

        // When
        Structure structure = Structure.of(points, EACH_BY_ITSELF, 3, new SplittableRandom(2));

        // Then
        assertThat(structure.isBetterThanNoise()).isTrue();
        assertThat(structure.unexplained()).isLessThan(structure.shuffledLeast());
        assertThat(structure.inWords()).startsWith("There is structure: 3 clusters leave ");
    }

    @Test
    void columnsThatHaveNothingToDoWithEachOtherAreNone() {
        // Given
        Points points = uniform(1_000);

        // When
        Structure structure = Structure.of(points, EACH_BY_ITSELF, 4, new SplittableRandom(2));

        // Then
        assertThat(structure.isBetterThanNoise()).isFalse();
        assertThat(structure.inWords()).startsWith("The structure is no better than noise: 4 clusters leave ");
    }

    @Test
    void theLevelsOfOneCategoryAreNoStructureBetweenThemselves() {
        // Given a category of three levels, one column each, and a feature that has nothing to do with it
        SplittableRandom random = new SplittableRandom(1);
        double[][] rows = new double[900][4];
        for (int i = 0; i < rows.length; i++) {
            rows[i][random.nextInt(3)] = 2;
            rows[i][3] = random.nextGaussian();
        }
        Points points = Points.of(rows);

        // When
        Structure together = Structure.of(points, new int[] {0, 0, 0, 1}, 3, new SplittableRandom(2));
        Structure apart = Structure.of(points, new int[] {0, 1, 2, 3}, 3, new SplittableRandom(2));

        // Then
        assertThat(together.isBetterThanNoise()).isFalse();
        assertThat(apart.isBetterThanNoise()).isTrue();
    }

    @Test
    void aDependenceTooFaintToBeOfUseIsNoStructure() {
        // Given
        SplittableRandom random = new SplittableRandom(1);
        double[][] rows = new double[20_000][3];
        for (double[] row : rows) {
            double shared = 0.2 * random.nextGaussian();
            for (int j = 0; j < row.length; j++) {
                row[j] = shared + random.nextGaussian();
            }
        }

        // When
        Structure structure = Structure.of(Points.of(rows), EACH_BY_ITSELF, 3, new SplittableRandom(2));

        // Then
        assertThat(structure.isBetterThanNoise()).isFalse();
    }

    private static Points uniform(int count) {
        SplittableRandom random = new SplittableRandom(1);
        double[][] rows = new double[count][3];
        for (double[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                row[j] = random.nextDouble();
            }
        }
        return Points.of(rows);
    }
}
