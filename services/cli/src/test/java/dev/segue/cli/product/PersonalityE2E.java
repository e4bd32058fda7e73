package dev.segue.cli.product;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.segue.testkit.DataSets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The personality data through the whole product. */
class PersonalityE2E {
    @TempDir
    private Path home;

    @Test
    void everyCustomerShouldHaveASegmentOfAModelThatSaysHowGoodItIs() throws Exception {
        Path file = DataSets.find("marketing_campaign.csv");
        try (LocalSegue segue = new LocalSegue(home)) {
            // When
            String report = segue.run("replay", "personality", file.toString());

            // Then
            assertThat(report)
                    .contains("silhouette")
                    .contains("Calinski-Harabasz")
                    .contains("Davies-Bouldin");
            Map<String, NamedCsvRecord> customers = segue.customers("personality");
            assertThat(customers).hasSize(2240);
            assertThat(customers.values())
                    .extracting(row -> row.getField("segment"))
                    .doesNotContain("unassigned", "");
        }
    }
}
