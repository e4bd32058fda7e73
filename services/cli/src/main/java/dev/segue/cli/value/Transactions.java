package dev.segue.cli.value;

import dev.segue.cli.CommandFailure;
import dev.segue.cli.csv.BadRowException;
import dev.segue.cli.csv.CsvRow;
import dev.segue.cli.csv.CsvTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A file of transactions, up to a day. A customer's transactions on one day are one. */
final class Transactions {
    private static final List<String> COLUMNS = List.of("customer", "date", "amount");
    private static final int REFUSALS_NAMED = 5;
    /** A date, or a time of which the date is taken. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd[[ ]['T']HH:mm[:ss]['Z']]").withResolverStyle(ResolverStyle.STRICT);

    private final LocalDate until;
    private final TreeMap<String, PurchaseDays> customers = new TreeMap<>();
    private final List<String> refusals = new ArrayList<>();
    private long refused;
    private long rows;
    private long rowsAfter;

    private Transactions(LocalDate until) {
        this.until = until;
    }

    /**
     * Reads a file.
     *
     * @param file CSV with columns customer, date and amount, plain or gzipped
     * @param until the last day that counts
     * @throws CommandFailure when the file cannot be read, or a row cannot be right; the message names row and column
     */
    static Transactions read(Path file, LocalDate until) {
        Transactions transactions = new Transactions(until);
        new CsvTable(file, COLUMNS).read(transactions::row);
        if (transactions.rows == 0) {
            throw new CommandFailure("%s has a header but no rows".formatted(file));
        }
        if (transactions.refused > 0) {
            throw new CommandFailure("%s: %d of %d rows cannot be right:%n  %s%s"
                    .formatted(
                            file,
                            transactions.refused,
                            transactions.rows,
                            String.join("%n  ".formatted(), transactions.refusals),
                            transactions.refused > REFUSALS_NAMED ? "%n  …".formatted() : ""));
        }
        if (transactions.customers.isEmpty()) {
            throw new CommandFailure(
                    "%s: all of its %d rows are after %s, the last day that counts; give a later --until"
                            .formatted(file, transactions.rows, until));
        }
        return transactions;
    }

    /** Customers with a transaction that counts, by id, in the order of their ids. */
    TreeMap<String, PurchaseDays> customers() {
        return customers;
    }

    /** The last day that counts. */
    LocalDate until() {
        return until;
    }

    /** Rows of the file, without its header. */
    long rows() {
        return rows;
    }

    /** Rows after the last day that counts; left out. */
    long rowsAfter() {
        return rowsAfter;
    }

    /** Transactions that count: days on which a customer bought. */
    long count() {
        return customers.values().stream().mapToLong(PurchaseDays::count).sum();
    }

    private void row(CsvRow row) {
        rows++;
        try {
            String customer = row.required("customer");
            LocalDate day = day(row);
            double amount = amount(row);
            if (day.isAfter(until)) {
                rowsAfter++;
            } else {
                customers
                        .computeIfAbsent(customer, unseen -> new PurchaseDays())
                        .add(day, amount);
            }
        } catch (BadRowException e) {
            refused++;
            if (refusals.size() < REFUSALS_NAMED) {
                refusals.add(String.valueOf(e.getMessage()));
            }
        }
    }

    private static LocalDate day(CsvRow row) throws BadRowException {
        String text = row.required("date");
        try {
            return LocalDate.parse(text, DATE);
        } catch (DateTimeException e) {
            throw row.bad("date", "is '%s', not a date like 1997-09-30".formatted(text));
        }
    }

    /** Not as exact money: what it goes into are logarithms and means. */
    private static double amount(CsvRow row) throws BadRowException {
        String text = row.required("amount");
        double amount;
        try {
            amount = new BigDecimal(text).doubleValue();
        } catch (NumberFormatException e) {
            throw row.bad("amount", "is '%s', not a number".formatted(text));
        }
        if (!(amount >= 0 && Double.isFinite(amount))) {
            throw row.bad("amount", "is %s, but must be a number of 0 or more".formatted(text));
        }
        return amount;
    }
}
