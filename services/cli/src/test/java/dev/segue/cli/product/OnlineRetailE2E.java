package dev.segue.cli.product;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.segue.testkit.DataSets;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Half a million real rows through the whole product, with the segmenter killed in between. */
@Tag("long")
class OnlineRetailE2E {
    @TempDir
    private Path home;

    @Test
    void everyCustomerShouldBeRightToTheTenthOfAPennyWhateverHappens() throws Exception {
        Path file = DataSets.find("online_retail.csv.gz");
        Map<String, Totals> expected = totals(file);
        try (LocalSegue segue = new LocalSegue(home)) {
            // When it is replayed while the segmenter is killed three times
            CompletableFuture<String> replay =
                    CompletableFuture.supplyAsync(() -> segue.run("replay", "online-retail", file.toString()));
            for (int kill = 0; kill < 3; kill++) {
                segue.killSegmenter();
            }
            String report = replay.get(5, TimeUnit.MINUTES);

            // Then
            assertThat(report).contains("4,372");
            assertAllRight(segue.customers("value"), expected);

            // When it is replayed a second time
            segue.run("replay", "online-retail", file.toString());

            // Then nothing has changed
            assertAllRight(segue.customers("value"), expected);
        }
    }

    private static void assertAllRight(Map<String, NamedCsvRecord> customers, Map<String, Totals> expected) {
        assertThat(customers).hasSize(4372).containsOnlyKeys(expected.keySet());
        BigDecimal gross = BigDecimal.ZERO;
        BigDecimal net = BigDecimal.ZERO;
        for (Map.Entry<String, NamedCsvRecord> entry : customers.entrySet()) {
            NamedCsvRecord row = entry.getValue();
            Totals totals = java.util.Objects.requireNonNull(expected.get(entry.getKey()));
            assertThat(new BigDecimal(row.getField("gross")))
                    .as("gross of %s", entry.getKey())
                    .isEqualByComparingTo(totals.gross);
            assertThat(new BigDecimal(row.getField("refunds")))
                    .as("refunds of %s", entry.getKey())
                    .isEqualByComparingTo(totals.refunds);
            assertThat(row.getField("orders"))
                    .as("orders of %s", entry.getKey())
                    .isEqualTo(Integer.toString(totals.invoices.size()));
            assertThat(row.getField("first_purchase"))
                    .as("first of %s", entry.getKey())
                    .isEqualTo(totals.first);
            assertThat(row.getField("last_purchase"))
                    .as("last of %s", entry.getKey())
                    .isEqualTo(totals.last);
            gross = gross.add(new BigDecimal(row.getField("gross")));
            net = net.add(new BigDecimal(row.getField("net")));
        }
        assertThat(gross).isEqualByComparingTo("8911407.904");
        assertThat(net).isEqualByComparingTo("8300065.814");
    }

    /** The totals by a plain loop over the file, independent of the product's own reading of it. */
    private static Map<String, Totals> totals(Path file) throws IOException {
        Map<String, Totals> all = new TreeMap<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (NamedCsvRecord row : rows) {
                if (!row.getField("CustomerID").isEmpty()) {
                    all.computeIfAbsent(row.getField("CustomerID"), id -> new Totals())
                            .add(row);
                }
            }
        }
        return all;
    }

    private static final class Totals {
        private BigDecimal gross = BigDecimal.ZERO;
        private BigDecimal refunds = BigDecimal.ZERO;
        private final Set<String> invoices = new HashSet<>();
        private String first = "";
        private String last = "";

        private void add(NamedCsvRecord row) {
            BigDecimal value =
                    new BigDecimal(row.getField("UnitPrice")).multiply(new BigDecimal(row.getField("Quantity")));
            if (row.getField("InvoiceNo").startsWith("C")) {
                refunds = refunds.subtract(value);
                return;
            }
            gross = gross.add(value);
            invoices.add(row.getField("InvoiceNo"));
            // The file never goes back in time.
            last = row.getField("InvoiceDate").replace(' ', 'T') + "Z";
            first = first.isEmpty() ? last : first;
        }
    }
}
