package dev.segue.cli.replay;

import dev.segue.cli.csv.BadRowException;
import dev.segue.cli.csv.CsvRow;
import dev.segue.cli.publish.InputEvent;
import dev.segue.cli.replay.TableCustomer.Basket;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The consumer segmentation data: what is known of each customer, and the orders of the last year. The file tells one order's
 * amount; it stands for all of the customer's.
 *
 * @param currency ISO 4217 code of the amounts
 */
record Consumers(String currency) implements CustomerMapping {
    static final String NAME = "consumers";

    private static final String ID = "id";
    private static final String FREQUENCY = "purchase_frequency";
    private static final String CATEGORY = "preferred_category";
    private static final String AMOUNT = "last_purchase_amount";
    private static final List<TraitColumn> TRAITS = List.of(
            TraitColumn.count("age", "age"),
            TraitColumn.text("gender", "gender"),
            TraitColumn.amount("income", "income"),
            TraitColumn.count("spending_score", "spending_score"),
            TraitColumn.amount("membership_years", "membership_years"));

    private static final Instant A_YEAR_BEFORE = TableCalendar.MOMENT.minus(Duration.ofDays(365));

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
        return Stream.concat(Stream.of(ID, FREQUENCY, CATEGORY, AMOUNT), optional().stream())
                .toList();
    }

    @Override
    public List<String> optional() {
        return TraitColumn.names(TRAITS);
    }

    @Override
    public List<InputEvent> events(CsvRow row) throws BadRowException {
        TableCustomer customer = TableCustomer.of(row, this, currency);
        List<InputEvent> events = new ArrayList<>();
        events.add(customer.profile(TraitColumn.traits(TRAITS, row)));
        int orders = TableCustomer.orders(row, FREQUENCY);
        BigDecimal amount = row.money(AMOUNT);
        String category = row.required(CATEGORY).toLowerCase(Locale.ROOT);
        Basket basket = new Basket(category, null, category, null, null, null, null);
        for (int i = 0; i < orders; i++) {
            Instant placed = TableCalendar.evenly(A_YEAR_BEFORE, TableCalendar.MOMENT, i, orders);
            events.add(customer.order(i, placed, amount, basket));
        }
        return events;
    }
}
