package dev.segue.cli.replay;

import dev.segue.avro.Feedback;
import dev.segue.avro.FeedbackType;
import dev.segue.cli.csv.BadRowException;
import dev.segue.cli.csv.CsvRow;
import dev.segue.cli.publish.InputEvent;
import dev.segue.cli.replay.TableCustomer.Basket;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The e-commerce customer behaviour data: what is known of each customer, an order an item in the year up to the last purchase, and
 * how satisfied they are. What they spent is shared among the orders to the penny.
 *
 * @param currency ISO 4217 code of the amounts
 */
record Ecommerce(String currency) implements CustomerMapping {
    static final String NAME = "ecommerce";

    private static final String ID = "Customer ID";
    private static final String SPENT = "Total Spend";
    private static final String ITEMS = "Items Purchased";
    private static final String DISCOUNT = "Discount Applied";
    private static final String LAST = "Days Since Last Purchase";
    private static final String SATISFACTION = "Satisfaction Level";
    private static final List<TraitColumn> TRAITS = List.of(
            TraitColumn.text("Gender", "gender"),
            TraitColumn.count("Age", "age"),
            TraitColumn.text("City", "city"),
            TraitColumn.text("Membership Type", "membership"),
            TraitColumn.amount("Average Rating", "average_rating"));

    private static final Duration BUYING = Duration.ofDays(365);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String idColumn() {
        return ID;
    }

    @Override
    public List<String> columns() {
        return Stream.concat(Stream.of(ID, SPENT, ITEMS, DISCOUNT, LAST), optional().stream())
                .toList();
    }

    @Override
    public List<String> optional() {
        return Stream.concat(TraitColumn.names(TRAITS).stream(), Stream.of(SATISFACTION))
                .toList();
    }

    @Override
    public List<InputEvent> events(CsvRow row) throws BadRowException {
        TableCustomer customer = TableCustomer.of(row, this, currency);
        List<InputEvent> events = new ArrayList<>();
        events.add(customer.profile(TraitColumn.traits(TRAITS, row)));
        events.addAll(orders(row, customer));
        if (!row.text(SATISFACTION).isEmpty()) {
            events.add(InputEvent.of(Feedback.newBuilder()
                    .setMessageId(customer.messageId("satisfaction"))
                    .setUserId(customer.id())
                    .setTimestamp(TableCalendar.MOMENT)
                    .setType(FeedbackType.CSAT)
                    .setScore(satisfaction(row))
                    .build()));
        }
        return events;
    }

    private static List<InputEvent> orders(CsvRow row, TableCustomer customer) throws BadRowException {
        int orders = TableCustomer.orders(row, ITEMS);
        BigDecimal spent = row.money(SPENT);
        if (orders == 0 && spent.signum() > 0) {
            throw row.bad(ITEMS, "is 0, but %s is %s".formatted(SPENT, row.text(SPENT)));
        }
        Instant last = TableCalendar.MOMENT.minus(Duration.ofDays(row.count(LAST)));
        Instant first = last.minus(BUYING);
        String promotion = row.flag(DISCOUNT) ? "discount" : null;
        Basket basket = new Basket("item", null, null, null, "web", null, promotion);
        List<InputEvent> events = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            // The last one lies on its day, the others at even distances before it.
            Instant placed = i == orders - 1 ? last : TableCalendar.evenly(first, last, i, orders - 1);
            events.add(customer.order(i, placed, Apportionment.share(spent, orders, i), basket));
        }
        return events;
    }

    /** On the usual five steps from very dissatisfied to very satisfied, of which the file has the middle three. */
    private static int satisfaction(CsvRow row) throws BadRowException {
        return switch (row.text(SATISFACTION)) {
            case "Unsatisfied" -> 2;
            case "Neutral" -> 3;
            case "Satisfied" -> 4;
            default ->
                throw row.bad(
                        SATISFACTION,
                        "is '%s', but must be Unsatisfied, Neutral or Satisfied".formatted(row.text(SATISFACTION)));
        };
    }
}
