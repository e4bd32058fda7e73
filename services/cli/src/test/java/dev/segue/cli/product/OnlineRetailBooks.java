package dev.segue.cli.product;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** What the Online Retail data set adds up to, found by a plain loop over the file, independent of the product's own reading of it. */
final class OnlineRetailBooks {
    private final Map<String, Totals> expected = new TreeMap<>();

    OnlineRetailBooks(Path file) throws IOException {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (NamedCsvRecord row : rows) {
                if (!row.getField("CustomerID").isEmpty()) {
                    expected.computeIfAbsent(row.getField("CustomerID"), id -> new Totals())
                            .add(row);
                }
            }
        }
    }

    /** Holds an export, a row a customer, against the books, to the tenth of a penny. */
    void assertAllRight(Map<String, NamedCsvRecord> customers) {
        assertThat(customers).hasSize(4372).containsOnlyKeys(expected.keySet());
        BigDecimal gross = BigDecimal.ZERO;
        BigDecimal net = BigDecimal.ZERO;
        for (Map.Entry<String, NamedCsvRecord> entry : customers.entrySet()) {
            NamedCsvRecord row = entry.getValue();
            Totals totals = Objects.requireNonNull(expected.get(entry.getKey()));
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
