package dev.segue.cli.replay;

import dev.segue.cli.csv.BadRowException;
import dev.segue.cli.csv.CsvRow;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of an invoice of UCI Online Retail.
 *
 * @param invoice invoice number; cancellations begin with C
 * @param product stock code
 * @param name description, null where the file has none
 * @param units units bought or, on a cancellation, taken back; 1 or more
 * @param time when the line was entered; the file says no time zone, so it is read as UTC
 * @param price unit price, zero or more; free items stay in
 * @param customer customer id
 */
record RetailLine(
        String invoice,
        String product,
        @Nullable String name,
        int units,
        Instant time,
        BigDecimal price,
        String customer) {
    static final List<String> COLUMNS = List.of(
            "InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country");

    private static final int LONGEST_CUSTOMER = 200;
    /** So that the message id made from it stays within 100. */
    private static final int LONGEST_INVOICE = 80;

    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm[:ss]").withResolverStyle(ResolverStyle.STRICT);
    /** As in the spreadsheet UCI publishes. */
    private static final DateTimeFormatter AMERICAN =
            DateTimeFormatter.ofPattern("M/d/uuuu H:mm").withResolverStyle(ResolverStyle.STRICT);

    /** Whether the invoice takes back what another sold. */
    boolean cancellation() {
        return isCancellation(invoice);
    }

    /**
     * Reads a row.
     *
     * @return the line, or null when it names no customer
     * @throws BadRowException when it cannot be right: a field missing or unreadable, units that are zero, negative on a
     *     sale or positive on a cancellation, ids in
     *     another encoding
     */
    static @Nullable RetailLine of(CsvRow row) throws BadRowException {
        String customer = row.text("CustomerID");
        if (customer.isEmpty()) {
            return null;
        }
        if (customer.length() > LONGEST_CUSTOMER) {
            throw row.bad("CustomerID", "is longer than %d characters".formatted(LONGEST_CUSTOMER));
        }
        String invoice = row.required("InvoiceNo");
        row.requireReadable("CustomerID");
        row.requireReadable("InvoiceNo");
        if (invoice.length() > LONGEST_INVOICE) {
            throw row.bad("InvoiceNo", "is longer than %d characters".formatted(LONGEST_INVOICE));
        }
        String name = row.text("Description");
        return new RetailLine(
                invoice,
                row.required("StockCode"),
                name.isEmpty() ? null : name,
                units(row, isCancellation(invoice)),
                time(row),
                row.money("UnitPrice"),
                customer);
    }

    private static boolean isCancellation(String invoice) {
        return invoice.startsWith("C");
    }

    private static int units(CsvRow row, boolean cancellation) throws BadRowException {
        int quantity = row.whole("Quantity");
        if (cancellation ? quantity >= 0 : quantity <= 0) {
            throw row.bad(
                    "Quantity",
                    "is %d, but must be %s"
                            .formatted(quantity, cancellation ? "negative on a cancellation" : "1 or more"));
        }
        if (quantity == Integer.MIN_VALUE) {
            throw row.bad("Quantity", "is %d, beyond what a line can hold".formatted(quantity));
        }
        return Math.abs(quantity);
    }

    private static Instant time(CsvRow row) throws BadRowException {
        String text = row.required("InvoiceDate");
        try {
            return LocalDateTime.parse(text, text.indexOf('/') < 0 ? ISO : AMERICAN)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw row.bad(
                    "InvoiceDate", "is '%s', not a time like 2010-12-01 08:26:00 or 12/1/2010 8:26".formatted(text));
        }
    }
}
