package dev.segue.cli.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.segue.cli.connect.Connection;
import dev.segue.cli.connect.Endpoints;
import dev.segue.cli.connect.StreamSettings;
import dev.segue.cli.outbound.ModelReader;
import dev.segue.localstack.Home;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.value.PurchaseHistory;
import dev.segue.segmentation.value.ValueModel;
import dev.segue.testkit.DataSets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The CDNOW sample through the whole product: 39 weeks of purchases as events, and the value models fitted to what came of them. */
@Tag("long")
class CdnowE2E {
    @TempDir
    private Path home;

    @Test
    void theTrainerShouldFitThePublishedModelsAndPredictWithThem() throws Exception {
        Path file = DataSets.find("cdnow_sample.csv");
        JsonNode reference = new ObjectMapper()
                .readTree(DataSets.find("reference/cdnow.json").toFile());
        try (LocalSegue segue = new LocalSegue(home)) {
            // When
            segue.run("replay", "cdnow", file.toString(), "--until", "1997-09-30");

            // Then
            SegmentModel model = inForce("lifetime");
            assertThat(model.asOf()).isEqualTo("1997-09-30T00:00:00Z");
            ValueModel value = Objects.requireNonNull(model.value());
            JsonNode purchases = reference.at("/bgnbd/exact_days");
            assertThat(value.purchases().r()).isCloseTo(number(purchases, "r"), withinPercentage(0.1));
            assertThat(value.purchases().alpha()).isCloseTo(number(purchases, "alpha"), withinPercentage(0.1));
            assertThat(value.purchases().a()).isCloseTo(number(purchases, "a"), withinPercentage(0.1));
            assertThat(value.purchases().b()).isCloseTo(number(purchases, "b"), withinPercentage(0.1));
            JsonNode spend = reference.at("/gamma_gamma/exact_cents");
            assertThat(value.spend().p()).isCloseTo(number(spend, "p"), withinPercentage(0.1));
            assertThat(value.spend().q()).isCloseTo(number(spend, "q"), withinPercentage(0.1));
            assertThat(value.spend().gamma()).isCloseTo(number(spend, "gamma"), withinPercentage(0.1));

            // And the first customer, of 2 repeats, the last 213 of 272 days after the first
            Map<String, NamedCsvRecord> customers = segue.customers("lifetime");
            assertThat(customers).hasSize(2357);
            NamedCsvRecord first = Objects.requireNonNull(customers.get("cdnow-0001"));
            PurchaseHistory history = new PurchaseHistory(2, 213 / 7.0, 272 / 7.0, (29.73 + 14.96) / 2);
            assertThat(first.getField("purchase_days")).isEqualTo("3.0");
            assertThat(number(first, "probability_alive"))
                    .isCloseTo(value.probabilityAlive(history), within(1e-9))
                    .isCloseTo(0.7266, within(0.0005));
            assertThat(number(first, "predicted_clv")).isCloseTo(value.lifetimeValue(history), within(1e-6));
            assertThat(customers.values())
                    .extracting(row -> row.getField("segment"))
                    .doesNotContain("unassigned", "");
        }
    }

    private static SegmentModel inForce(String segmentation) {
        try (ModelReader models =
                ModelReader.open(new Connection(Endpoints.of(Home.configured()), StreamSettings.configured()))) {
            models.refresh();
            return models.inForce(segmentation).orElseThrow();
        }
    }

    private static double number(JsonNode reference, String name) {
        return reference.get(name).asDouble();
    }

    private static double number(NamedCsvRecord row, String column) {
        return Double.parseDouble(row.getField(column));
    }
}
