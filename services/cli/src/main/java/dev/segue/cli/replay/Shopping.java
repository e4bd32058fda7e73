package dev.segue.cli.replay;

import dev.segue.cli.csv.BadRowException;
import dev.segue.cli.csv.CsvRow;
import dev.segue.cli.publish.InputEvent;
import dev.segue.cli.replay.TableCustomer.Basket;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The shopping behaviour data: what is known of each customer, their latest purchase and those before. The file tells how many came
 * before and how often the customer buys, but describes only the latest: it stands for all of them, with its amount, item,
 * discount and promotion code.
 *
 * @param currency ISO 4217 code of the amounts
 */
record Shopping(String currency) implements CustomerMapping {
    static final String NAME = "shopping";

    private static final String ID = "Customer ID";
    private static final String ITEM = "Item Purchased";
    private static final String CATEGORY = "Category";
    private static final String AMOUNT = "Purchase Amount (USD)";
    private static final String SIZE = "Size";
    private static final String COLOUR = "Color";
    private static final String SEASON = "Season";
    private static final String DISCOUNT = "Discount Applied";
    private static final String PROMO_CODE = "Promo Code Used";
    private static final String PREVIOUS = "Previous Purchases";
    private static final String RHYTHM = "Frequency of Purchases";
    private static final List<TraitColumn> TRAITS = List.of(
            TraitColumn.count("Age", "age"),
            TraitColumn.text("Gender", "gender"),
            TraitColumn.text("Location", "location"),
            TraitColumn.amount("Review Rating", "review_rating"),
            TraitColumn.flag("Subscription Status", "subscribed"),
            TraitColumn.text("Shipping Type", "shipping_type"),
            TraitColumn.text("Payment Method", "payment_method"));

    private static final Map<String, Long> TIMES_A_YEAR = Map.of(
            "Weekly", 52L,
            "Fortnightly", 26L,
            "Bi-Weekly", 26L,
            "Monthly", 12L,
            "Quarterly", 4L,
            "Every 3 Months", 4L,
            "Annually", 1L);
    private static final Map<String, LocalDate> SEASONS = Map.of(
            "Winter", LocalDate.of(2013, 12, 1),
            "Spring", LocalDate.of(2014, 3, 1),
            "Summer", LocalDate.of(2014, 6, 1),
            "Fall", LocalDate.of(2014, 9, 1));
    private static final int DAYS_OF_A_SEASON = 30;
    private static final long YEAR = Duration.ofDays(365).toMillis();
    /** Fifty purchases, one a year, would begin before there was a shop. */
    private static final int LONGEST_YEARS = 5;

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
        return Stream.concat(
                        Stream.of(
                                ID,
                                ITEM,
                                CATEGORY,
                                AMOUNT,
                                SIZE,
                                COLOUR,
                                SEASON,
                                DISCOUNT,
                                PROMO_CODE,
                                PREVIOUS,
                                RHYTHM),
                        optional().stream())
                .toList();
    }

    @Override
    public List<String> optional() {
        return TraitColumn.names(TRAITS);
    }

    @Override
    public List<InputEvent> events(CsvRow row) throws BadRowException {
        TableCustomer customer = TableCustomer.of(row, this, currency);
        long timesAYear = row.oneOf(RHYTHM, TIMES_A_YEAR);
        int previous = TableCustomer.orders(row, PREVIOUS);
        Map<String, Object> traits = TraitColumn.traits(TRAITS, row);
        traits.put("purchases_per_year", timesAYear);

        List<InputEvent> events = new ArrayList<>();
        events.add(customer.profile(traits));
        BigDecimal amount = row.money(AMOUNT);
        Basket basket = basket(row);
        Instant last = lastBought(row, customer);
        Duration between = between(previous, timesAYear);
        for (int i = 0; i <= previous; i++) {
            events.add(customer.order(i, last.minus(between.multipliedBy((long) previous - i)), amount, basket));
        }
        return events;
    }

    private static Basket basket(CsvRow row) throws BadRowException {
        String item = row.required(ITEM);
        String product = item.toLowerCase(Locale.ROOT);
        String sku = String.join("-", product, row.required(COLOUR), row.required(SIZE))
                .toLowerCase(Locale.ROOT);
        return new Basket(
                product,
                sku,
                row.required(CATEGORY).toLowerCase(Locale.ROOT),
                item,
                null,
                row.flag(PROMO_CODE) ? "promo" : null,
                row.flag(DISCOUNT) ? "discount" : null);
    }

    /** In the first days of the latest season of the row's name: spread by number, as not all can have bought on one day. */
    private static Instant lastBought(CsvRow row, TableCustomer customer) throws BadRowException {
        return row.oneOf(SEASON, SEASONS)
                .plusDays(customer.number() % DAYS_OF_A_SEASON)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
    }

    private static Duration between(int previous, long timesAYear) {
        long longest = YEAR * LONGEST_YEARS / Math.max(1, previous);
        return Duration.ofMillis(Math.min(YEAR / timesAYear, longest));
    }
}
