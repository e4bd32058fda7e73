package dev.segue.cli.export;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.function.Predicate;

/**
 * An export, added up.
 *
 * @param customers rows
 * @param placed customers who are in a segment
 * @param orders orders of all
 * @param gross money of the orders
 * @param refunds money that came back, zero or more
 * @param net gross less refunds, as the rows say it
 */
public record CustomerTotals(
        long customers, long placed, long orders, BigDecimal gross, BigDecimal refunds, BigDecimal net) {

    private static final String UNASSIGNED = "unassigned";

    /** Adds up all rows. */
    public static CustomerTotals of(InputStream csv) throws IOException {
        return of(csv, customer -> true);
    }

    /**
     * Adds up the rows of some customers.
     *
     * @param csv the export; stays the caller's to close
     * @param wanted customers to count, by id
     */
    public static CustomerTotals of(InputStream csv, Predicate<String> wanted) throws IOException {
        CustomerTotals totals = new CustomerTotals(0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(csv)) {
            for (NamedCsvRecord row : rows) {
                if (wanted.test(row.getField("customer_id"))) {
                    totals = totals.with(row);
                }
            }
        }
        return totals;
    }

    private CustomerTotals with(NamedCsvRecord row) {
        return new CustomerTotals(
                customers + 1,
                placed + (row.getField("segment").equals(UNASSIGNED) ? 0 : 1),
                orders + Long.parseLong(row.getField("orders")),
                gross.add(new BigDecimal(row.getField("gross"))),
                refunds.add(new BigDecimal(row.getField("refunds"))),
                net.add(new BigDecimal(row.getField("net"))));
    }
}
