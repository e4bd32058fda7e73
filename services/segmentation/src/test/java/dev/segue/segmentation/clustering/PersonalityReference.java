package dev.segue.segmentation.clustering;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The personality data's matrix and what scikit-learn computed on it; skips the test where the data is not there. */
record PersonalityReference(Points points, JsonNode results, List<String> columns) {

    static PersonalityReference load() {
        Path directory = Path.of(System.getProperty("segue.data", ""), "reference");
        Path matrix = directory.resolve("seg_personality_X.csv");
        assumeTrue(
                Files.exists(matrix),
                () -> "skipped: no reference data at " + matrix.toAbsolutePath() + " (system property segue.data)");
        try {
            List<String> lines = Files.readAllLines(matrix);
            List<String> header = List.of(lines.getFirst().split(",", -1));
            double[][] rows =
                    lines.stream().skip(1).map(PersonalityReference::row).toArray(double[][]::new);
            JsonNode results = new ObjectMapper()
                    .readTree(directory.resolve("seg_personality.json").toFile());
            return new PersonalityReference(Points.of(rows), results, header.subList(1, header.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] row(String line) {
        String[] cells = line.split(",", -1);
        double[] row = new double[cells.length - 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = Double.parseDouble(cells[j + 1]);
        }
        return row;
    }

    double bestInertia(int k) {
        return results.at("/kmeans/%d/best/inertia".formatted(k)).asDouble();
    }
}
