package dev.segue.cli.replay;

import dev.segue.avro.OrderLine;
import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import dev.segue.cli.csv.BadRowException;
import dev.segue.cli.csv.CsvRow;
import dev.segue.cli.csv.CsvTable;
import dev.segue.cli.publish.InputEvent;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The CDNOW sample (Fader and Hardie, 2001) as purchases: one event a row, with a line a CD, dated by the first moment of its
 * day, UTC. So on the event clock "now" is the first moment of the latest day there is, and time between purchases, and since, comes
 * in whole days, as in what was published of these customers. The file is a customer's rows after another's; as it has some
 * thousand, all events are held in memory to be put in order of time.
 */
public final class Cdnow implements ReplaySource {
    /** Name of the mapping, and beginning of its message and customer ids. */
    public static final String NAME = "cdnow";

    private static final String CUSTOMER = "sample_id";
    private static final String DATE = "date";
    private static final String UNITS = "number_of_cds";
    private static final String VALUE = "dollar_value";
    private static final int LONGEST_CUSTOMER = 60;

    private final @Nullable LocalDate until;
    private final String currency;
    private final String sha256;
    private final RowTally tally = new RowTally();
    private final Map<String, Integer> ofTheDay = new HashMap<>();
    private final List<InputEvent> events = new ArrayList<>();

    private Cdnow(@Nullable LocalDate until, String currency, String sha256) {
        this.until = until;
        this.currency = currency;
        this.sha256 = sha256;
    }

    /**
     * Reads the file.
     *
     * @param file CSV, plain or gzipped, with columns sample_id, date, number_of_cds and dollar_value
     * @param until the last day whose purchases are wanted; null for all
     * @param currency ISO 4217 code the amounts are taken to be in
     * @throws dev.segue.cli.csv.CsvException when the file cannot be read, naming file and line
     */
    public static Cdnow survey(Path file, @Nullable LocalDate until, String currency) {
        CsvTable table = new CsvTable(file, List.of(CUSTOMER, DATE, UNITS, VALUE));
        Cdnow cdnow = new Cdnow(until, currency, table.sha256());
        table.read(cdnow::add);
        cdnow.events.sort(Comparator.comparing(InputEvent::time).thenComparing(InputEvent::messageId));
        return cdnow;
    }

    private void add(CsvRow row) {
        tally.row();
        if (row.text(CUSTOMER).isEmpty()) {
            tally.withoutCustomer();
            return;
        }
        try {
            Purchase purchase = purchase(row);
            if (until == null || !date(row).isAfter(until)) {
                events.add(InputEvent.of(purchase));
            } else {
                tally.later();
            }
        } catch (BadRowException e) {
            tally.refused(e);
        }
    }

    private Purchase purchase(CsvRow row) throws BadRowException {
        String customer = row.required(CUSTOMER);
        if (customer.length() > LONGEST_CUSTOMER) {
            throw row.bad(CUSTOMER, "is longer than %d characters".formatted(LONGEST_CUSTOMER));
        }
        row.requireReadable(CUSTOMER);
        LocalDate date = date(row);
        int units = row.count(UNITS);
        if (units == 0) {
            throw row.bad(UNITS, "is 0, but must be 1 or more");
        }
        BigDecimal value = row.money(VALUE);
        List<OrderLine> lines = new ArrayList<>(units);
        for (int i = 0; i < units; i++) {
            lines.add(OrderLine.newBuilder()
                    .setProductId("cd")
                    .setName("CD")
                    .setPrice(Apportionment.share(value, units, i))
                    .setQuantity(1)
                    .build());
        }
        String order = "%s-%s-%s".formatted(NAME, customer, date);
        int number = ofTheDay.merge(order, 1, Integer::sum);
        return Purchase.newBuilder()
                .setMessageId("%s-%d".formatted(order, number))
                .setUserId("%s-%s".formatted(NAME, customer))
                .setTimestamp(date.atStartOfDay().toInstant(ZoneOffset.UTC))
                .setType(PurchaseType.PURCHASE)
                .setOrderId("%s-%d".formatted(order, number))
                .setCurrency(currency)
                .setChannel("web")
                .setProducts(lines)
                .build();
    }

    private static LocalDate date(CsvRow row) throws BadRowException {
        String text = row.required(DATE);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw row.bad(DATE, "is '%s', not a date like 1997-09-30".formatted(text));
        }
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
    public Optional<Instant> lastEvent() {
        return events.isEmpty()
                ? Optional.empty()
                : Optional.of(events.getLast().time());
    }

    @Override
    public long events() {
        return events.size();
    }

    @Override
    public RowTally rows() {
        return tally;
    }

    @Override
    public void forEach(Consumer<InputEvent> sink) {
        events.forEach(sink);
    }
}
