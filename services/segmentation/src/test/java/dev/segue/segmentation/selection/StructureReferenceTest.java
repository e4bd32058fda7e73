package dev.segue.segmentation.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.segue.segmentation.clustering.KMeans;
import dev.segue.segmentation.clustering.Points;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which of the well-known data sets have structure; two of them were made up with columns that do not depend on each other. */
class StructureReferenceTest {
    @Test
    void thePersonalityDataHaveStructureInThreeClusters() {
        // Given
        Points points = standardised(
                "reference/seg_personality_X.csv", IntStream.range(1, 18).toArray());

        // When
        KSelection selection = new ClusterSearch(2, 8, 5_000)
                .search(points, (k, all, random) -> new KMeans(k, 10).fit(all, random), new SplittableRandom(1));

        // Then
        assertThat(selection.chosen()).isEqualTo(3);
        assertThat(selection.choice().stability()).isGreaterThan(0.85);
        assertStructure(points, true);
    }

    @Test
    void shopCustomersAreNoBetterThanNoise() {
        // Age, income, spending score, work experience, family size
        assertStructure(standardised("customers.csv", 2, 3, 4, 6, 7), false);
    }

    @Test
    void aThousandConsumersAreNoBetterThanNoise() {
        // Age, income, spending score, membership years, purchase frequency, last amount
        assertStructure(standardised("customer_segmentation_data.csv", 1, 3, 4, 5, 6, 8), false);
    }

    private static void assertStructure(Points points, boolean expected) {
        int[] eachByItself = IntStream.range(0, points.dimensions()).toArray();
        for (int clusters = 2; clusters <= 6; clusters++) {
            // When
            Structure structure = Structure.of(points, eachByItself, clusters, new SplittableRandom(clusters));

            // Then
            assertThat(structure.isBetterThanNoise()).as(structure.inWords()).isEqualTo(expected);
        }
    }

    private static Points standardised(String file, int... columns) {
        Path path = Path.of(System.getProperty("segue.data", "")).resolve(file);
        assumeTrue(
                Files.exists(path),
                () -> "skipped: no data at " + path.toAbsolutePath() + " (system property segue.data)");
        double[][] rows = lines(path).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> Arrays.stream(columns)
                        .mapToDouble(column -> Double.parseDouble(cells[column]))
                        .toArray())
                .toArray(double[][]::new);
        for (int j = 0; j < columns.length; j++) {
            int column = j;
            double mean = Arrays.stream(rows)
                    .mapToDouble(row -> row[column])
                    .average()
                    .orElseThrow();
            double deviation = Math.sqrt(Arrays.stream(rows)
                    .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
                    .average()
                    .orElseThrow());
            for (double[] row : rows) {
                row[j] = (row[j] - mean) / deviation;
            }
        }
        return Points.of(rows);
    }

    private static List<String> lines(Path path) {
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
