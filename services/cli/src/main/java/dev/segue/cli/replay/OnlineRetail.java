package dev.segue.cli.replay;

import dev.segue.avro.OrderLine;
import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import dev.segue.cli.csv.BadRowException;
import dev.segue.cli.csv.CsvRow;
import dev.segue.cli.csv.CsvTable;
import dev.segue.cli.publish.InputEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * UCI Online Retail (Chen, Sain and Guo, 2012) as purchases: one event an invoice.
 *
 * <p>The file is read twice. The first reading notes the last row of every invoice; the second hands an invoice over as
 * soon as that row has gone by. So an invoice is whole wherever its rows lie and however far apart in time, events
 * come in the file's order of time, and only unfinished invoices are held in memory (besides one number an invoice).
 */
public final class OnlineRetail implements ReplaySource {
    /** Name of the mapping, and beginning of its message ids. */
    public static final String NAME = "online-retail";

    private static final String CHANNEL = "web";

    private final CsvTable table;
    private final String currency;
    private final String sha256;
    private final RowTally tally = new RowTally();
    private final Map<Invoice, Long> lastRows = new HashMap<>();
    private @Nullable Instant lastEvent;

    private OnlineRetail(CsvTable table, String currency) {
        this.table = table;
        this.currency = currency;
        this.sha256 = table.sha256();
    }

    /**
     * Reads the file for the first time.
     *
     * @param file CSV, plain or gzipped, with UCI's columns
     * @param currency ISO 4217 code the amounts are in
     * @throws dev.segue.cli.csv.CsvException when the file cannot be read, naming file and line
     */
    public static OnlineRetail survey(Path file, String currency) {
        OnlineRetail retail = new OnlineRetail(new CsvTable(file, RetailLine.COLUMNS), currency);
        retail.table.read(row -> {
            RetailLine line = retail.line(row, retail.tally);
            if (line != null) {
                retail.lastRows.put(Invoice.of(line), row.line());
                retail.noteTime(line.time());
            }
        });
        return retail;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String sha256() {
        return sha256;
    }

    @Override
    public long events() {
        return lastRows.size();
    }

    @Override
    public Optional<Instant> lastEvent() {
        return Optional.ofNullable(lastEvent);
    }

    private void noteTime(Instant time) {
        if (lastEvent == null || time.isAfter(lastEvent)) {
            lastEvent = time;
        }
    }

    @Override
    public RowTally rows() {
        return tally;
    }

    @Override
    public void forEach(Consumer<InputEvent> sink) {
        Map<Invoice, List<RetailLine>> open = new HashMap<>();
        RowTally again = new RowTally();
        table.read(row -> {
            RetailLine line = line(row, again);
            if (line == null) {
                return;
            }
            Invoice invoice = Invoice.of(line);
            open.computeIfAbsent(invoice, unseen -> new ArrayList<>()).add(line);
            Long lastRow = lastRows.get(invoice);
            if (lastRow != null && lastRow == row.line()) {
                List<RetailLine> lines = open.remove(invoice);
                if (lines != null) {
                    sink.accept(InputEvent.of(purchase(invoice, lines)));
                }
            }
        });
        if (!open.isEmpty() || again.rows() != tally.rows()) {
            throw new ReplayException("%s changed while it was being replayed".formatted(table.path()));
        }
    }

    private static @Nullable RetailLine line(CsvRow row, RowTally tally) {
        tally.row();
        try {
            RetailLine line = RetailLine.of(row);
            if (line == null) {
                tally.withoutCustomer();
            }
            return line;
        } catch (BadRowException e) {
            tally.refused(e);
            return null;
        }
    }

    private Purchase purchase(Invoice invoice, List<RetailLine> lines) {
        Instant first = lines.getFirst().time();
        Instant last = first;
        List<OrderLine> products = new ArrayList<>(lines.size());
        for (RetailLine line : lines) {
            first = line.time().isBefore(first) ? line.time() : first;
            last = line.time().isAfter(last) ? line.time() : last;
            products.add(OrderLine.newBuilder()
                    .setProductId(line.product())
                    .setName(line.name())
                    .setPrice(line.price())
                    .setQuantity(line.units())
                    .build());
        }
        return Purchase.newBuilder()
                .setMessageId(NAME + "-" + invoice.number())
                .setUserId(invoice.customer())
                .setTimestamp(last)
                .setStartedAt(first.equals(last) ? null : first)
                .setType(lines.getFirst().cancellation() ? PurchaseType.CANCELLATION : PurchaseType.PURCHASE)
                .setOrderId(invoice.number())
                .setCurrency(currency)
                .setChannel(CHANNEL)
                .setProducts(products)
                .build();
    }

    /** An invoice number is one customer's; should a file give it to two, each gets an event of their own. */
    private record Invoice(String number, String customer) {
        static Invoice of(RetailLine line) {
            return new Invoice(line.invoice(), line.customer());
        }
    }
}
