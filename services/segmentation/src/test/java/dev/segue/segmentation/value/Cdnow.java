package dev.segue.segmentation.value;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The CDNOW sample up to the end of its calibration, and what others computed on it; skips the test where it is not there. */
record Cdnow(List<PurchaseHistory> customers, JsonNode results) {
    private static final LocalDate END = LocalDate.parse("1997-09-30");

    static Cdnow load() {
        Path directory = Path.of(System.getProperty("segue.data", ""));
        Path transactions = directory.resolve("cdnow_sample.csv");
        assumeTrue(
                Files.exists(transactions),
                () -> "skipped: no data at " + transactions.toAbsolutePath() + " (system property segue.data)");
        try {
            Map<String, TreeMap<LocalDate, Double>> days = new TreeMap<>();
            Files.readAllLines(transactions).stream()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .filter(cells -> !LocalDate.parse(cells[2]).isAfter(END))
                    .forEach(cells -> days.computeIfAbsent(cells[1], customer -> new TreeMap<>())
                            .merge(LocalDate.parse(cells[2]), Double.valueOf(cells[4]), Double::sum));
            JsonNode results = new ObjectMapper()
                    .readTree(directory.resolve("reference/cdnow.json").toFile());
            return new Cdnow(days.values().stream().map(Cdnow::history).toList(), results);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PurchaseHistory history(TreeMap<LocalDate, Double> days) {
        double repeatValue = days.values().stream()
                .skip(1)
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
        return new PurchaseHistory(
                days.size() - 1,
                ChronoUnit.DAYS.between(days.firstKey(), days.lastKey()) / 7.0,
                ChronoUnit.DAYS.between(days.firstKey(), END) / 7.0,
                repeatValue);
    }

    double published(String check) {
        for (JsonNode published : results.get("published_checks")) {
            if (published.get("check").asText().equals(check)) {
                return published.get("published").asDouble();
            }
        }
        throw new AssertionError("no published check '%s'".formatted(check));
    }

    double tolerance(String check) {
        for (JsonNode published : results.get("published_checks")) {
            if (published.get("check").asText().equals(check)) {
                return published.get("tolerance").asDouble();
            }
        }
        throw new AssertionError("no published check '%s'".formatted(check));
    }
}
