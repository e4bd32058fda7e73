package dev.segue.cli.replay;

import dev.segue.cli.csv.BadRowException;
import dev.segue.cli.csv.CsvRow;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One customer of the customer personality data.
 *
 * @param id customer id
 * @param yearOfBirth year of birth
 * @param education education, as the file words it; null where missing
 * @param maritalStatus marital status, as the file words it; null where missing
 * @param income yearly household income in currency units; null where missing
 * @param kids children in the household
 * @param teens teenagers in the household
 * @param enrolled when the customer was enrolled
 * @param recencyDays days from the last purchase to {@link TableCalendar#MOMENT}
 * @param spent what was spent in each category, scale 4
 * @param orders number of orders by channel
 * @param deals orders bought on a deal
 * @param visits visits of the site in the last month
 * @param accepted which of the six campaigns were accepted, the first first
 * @param complained whether the customer complained
 */
record PersonalityRow(
        String id,
        int yearOfBirth,
        @Nullable String education,
        @Nullable String maritalStatus,
        @Nullable BigDecimal income,
        int kids,
        int teens,
        LocalDate enrolled,
        int recencyDays,
        Map<Category, BigDecimal> spent,
        Map<Channel, Integer> orders,
        int deals,
        int visits,
        List<Boolean> accepted,
        boolean complained) {

    /** Product categories of the file. */
    enum Category {
        WINE("MntWines"),
        FRUIT("MntFruits"),
        MEAT("MntMeatProducts"),
        FISH("MntFishProducts"),
        SWEETS("MntSweetProducts"),
        GOLD("MntGoldProds");

        private final String column;

        Category(String column) {
            this.column = column;
        }

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Channels whose orders the file counts. */
    enum Channel {
        WEB("NumWebPurchases"),
        CATALOGUE("NumCatalogPurchases"),
        STORE("NumStorePurchases");

        private final String column;

        Channel(String column) {
            this.column = column;
        }

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Columns in which a row may have nothing. */
    static final List<String> OPTIONAL = List.of("Income", "Education", "Marital_Status");

    /** The last campaign's column is called otherwise than the five before it. */
    private static final List<String> CAMPAIGNS =
            List.of("AcceptedCmp1", "AcceptedCmp2", "AcceptedCmp3", "AcceptedCmp4", "AcceptedCmp5", "Response");

    private static final int LONGEST_ID = 60;
    /** No customer of a shop comes near it; it keeps one wrong number from making millions of events. */
    private static final int MOST_EVENTS = 10_000;

    private static final DateTimeFormatter DAY_FIRST =
            DateTimeFormatter.ofPattern("d-M-uuuu").withResolverStyle(ResolverStyle.STRICT);

    static List<String> columns() {
        List<String> columns = new ArrayList<>(List.of(
                "ID",
                "Year_Birth",
                "Education",
                "Marital_Status",
                "Income",
                "Kidhome",
                "Teenhome",
                "Dt_Customer",
                "Recency",
                "NumDealsPurchases",
                "NumWebVisitsMonth",
                "Complain"));
        for (Category category : Category.values()) {
            columns.add(category.column);
        }
        for (Channel channel : Channel.values()) {
            columns.add(channel.column);
        }
        columns.addAll(CAMPAIGNS);
        return List.copyOf(columns);
    }

    /**
     * Reads a row that names a customer.
     *
     * @throws BadRowException when a field is missing (other than income, education and marital status), unreadable or
     *     impossible
     */
    static PersonalityRow of(CsvRow row) throws BadRowException {
        String id = row.required("ID");
        if (id.length() > LONGEST_ID) {
            throw row.bad("ID", "is longer than %d characters".formatted(LONGEST_ID));
        }
        Map<Category, BigDecimal> spent = new EnumMap<>(Category.class);
        for (Category category : Category.values()) {
            spent.put(category, row.money(category.column));
        }
        Map<Channel, Integer> orders = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            orders.put(channel, bounded(row, channel.column));
        }
        List<Boolean> accepted = new ArrayList<>();
        for (String campaign : CAMPAIGNS) {
            accepted.add(row.flag(campaign));
        }
        return new PersonalityRow(
                id,
                row.count("Year_Birth"),
                optional(row, "Education"),
                optional(row, "Marital_Status"),
                row.text("Income").isEmpty() ? null : row.money("Income"),
                bounded(row, "Kidhome"),
                bounded(row, "Teenhome"),
                enrolled(row),
                row.count("Recency"),
                spent,
                orders,
                bounded(row, "NumDealsPurchases"),
                bounded(row, "NumWebVisitsMonth"),
                accepted,
                row.flag("Complain"));
    }

    private static @Nullable String optional(CsvRow row, String column) {
        String text = row.text(column);
        return text.isEmpty() ? null : text;
    }

    private static int bounded(CsvRow row, String column) throws BadRowException {
        int count = row.count(column);
        if (count > MOST_EVENTS) {
            throw row.bad(column, "is %d, but must be at most %d".formatted(count, MOST_EVENTS));
        }
        return count;
    }

    private static LocalDate enrolled(CsvRow row) throws BadRowException {
        String text = row.required("Dt_Customer");
        LocalDate enrolled;
        try {
            enrolled = text.matches("\\d{4}-.*") ? LocalDate.parse(text) : LocalDate.parse(text, DAY_FIRST);
        } catch (DateTimeException e) {
            throw row.bad("Dt_Customer", "is '%s', not a date like 2012-09-04 or 04-09-2012".formatted(text));
        }
        if (enrolled.isAfter(TableCalendar.DAY)) {
            throw row.bad("Dt_Customer", "is %s, after %s".formatted(text, TableCalendar.DAY));
        }
        return enrolled;
    }
}
