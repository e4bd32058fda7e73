package dev.segue.cli.product;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.segue.cli.product.Outbound.Fired;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the five studies recommend, held against what fired while their data were replayed and in the year after, in which some
 * of their customers do what the data do not tell of.
 *
 * @param personality rows of each study's file, by customer
 */
record FivePlaybooks(
        Map<String, NamedCsvRecord> personality,
        Map<String, NamedCsvRecord> shopCustomers,
        Map<String, NamedCsvRecord> shoppers,
        Map<String, NamedCsvRecord> consumers) {
    private static final int LAST_DAY = 410;
    private static final int YEAR_OF_DATA = 2014;

    /** Who does what in the year after. */
    Set<String> complainers() {
        return every(20, 0, personality, consumers);
    }

    Set<String> unsubscribed() {
        return every(20, 5, personality, shopCustomers, shoppers, consumers);
    }

    /** They have a profile only, until they buy. */
    Set<String> buyers() {
        return every(40, 7, shopCustomers);
    }

    void live(Outbound before) {
        Map<String, Map<String, Object>> poorer = new TreeMap<>();
        Map<String, BigDecimal> back = new TreeMap<>();
        for (String customer : every(20, 9, personality)) {
            NamedCsvRecord row = Objects.requireNonNull(personality.get(customer));
            if (spent(row) > 1_000) {
                poorer.put(customer, Map.of("income", 1_000.0));
                back.put(customer, BigDecimal.valueOf(spent(row)));
            }
        }
        Map<String, Map<String, Object>> asked = new TreeMap<>();
        List<String> valueConscious = before.of("spending").stream()
                .filter(fired -> "value-bundle".equals(fired.strategy()))
                .map(Fired::customer)
                .filter(consumers::containsKey)
                .distinct()
                .limit(30)
                .toList();
        List<String> shoppersAsked =
                shoppers.keySet().stream().limit(valueConscious.size()).toList();
        for (int i = 0; i < valueConscious.size(); i++) {
            NamedCsvRecord row = Objects.requireNonNull(consumers.get(valueConscious.get(i)));
            asked.put(shoppersAsked.get(i), Map.of("income", number(row, "income"), "spending_score", (long)
                    number(row, "spending_score")));
        }
        try (YearAfter year = new YearAfter()) {
            year.unsubscribe(1, unsubscribed(), "email");
            // Not before a month is over, when nobody has too many triggers behind them any more.
            year.order(40, buyers());
            year.day(60);
            year.complain(60, complainers());
            year.order(75, buyers());
            year.sendBack(100, back);
            year.tell(100, poorer);
            for (int day : List.of(110, 145, 180, 215)) {
                year.order(day, buyers());
            }
            year.day(250);
            year.campaign(250, buyers());
            year.tell(250, asked);
            year.day(LAST_DAY);
        }
    }

    void assertLifeStage(Outbound outbound) {
        new PlaybookClaims("life-stage", personality)
                .most("parents", FivePlaybooks::children)
                .most("youngsters", row -> -number(row, "Income"))
                .most("young-affluents", row -> number(row, "Year_Birth"))
                .rest("older-affluents")
                .meant("youngsters-site", "youngsters", "web")
                .meant("youngsters-store", "youngsters", "store")
                .meant(
                        "young-on-the-site",
                        "youngsters parents",
                        "web",
                        row -> YEAR_OF_DATA - number(row, "Year_Birth") < 40 && number(row, "NumWebVisitsMonth") >= 4)
                .meant("high-earners-catalogue", "young-affluents older-affluents", "catalogue")
                .meant("young-affluents-catalogue", "young-affluents", "catalogue")
                .meant("young-affluents-site", "young-affluents", "web")
                .meant("older-affluents-catalogue", "older-affluents", "catalogue")
                .meant(
                        "several-children-site",
                        "parents youngsters",
                        "web",
                        row -> children(row) >= 2 && number(row, "NumWebVisitsMonth") >= 4)
                .meant("parents-wine", "parents", "web store")
                .meant("parents-wine-again", "parents", "web")
                .meant("parents-family-site", "parents", "web")
                .meant("parents-children", "parents", "web")
                .assertHold(outbound);
        assertThat(PlaybookClaims.to(outbound, "life-stage", "youngsters")).allSatisfy(trigger -> {
            assertThat(trigger.recommended()).doesNotContain("wine");
            assertThat(trigger.excluded()).contains("wine");
        });
        assertThat(PlaybookClaims.to(outbound, "life-stage", "young-affluents", "older-affluents"))
                .allSatisfy(trigger -> assertThat(trigger.recommended()).containsExactly("wine", "meat"));
        assertThat(PlaybookClaims.to(outbound, "life-stage", "older-affluents"))
                .extracting(Fired::channel)
                .doesNotContain("web");
        assertThat(PlaybookClaims.to(outbound, "life-stage", "youngsters", "parents"))
                .extracting(Fired::channel)
                .doesNotContain("catalogue");
    }

    void assertEngagement(Outbound outbound) {
        new PlaybookClaims("engagement", personality)
                .most("high", row -> number(row, "Income"))
                .most("low", row -> -number(row, "Income"))
                .rest("moderate")
                .meant("high-premium", "high", "catalogue store")
                .meant("high-season", "high", "store")
                .meant("moderate-deals", "moderate", "web")
                .meant("moderate-campaign", "moderate", "email")
                .meant("low-family", "low", "store")
                .meant("low-value", "low", "email")
                .meant("high-left", "moderate low", "email")
                .meant("discontent", "*", "email")
                .assertHold(outbound);
        assertOnly(outbound, "engagement", "discontent", complainers());
    }

    void assertHousehold(Outbound outbound) {
        new PlaybookClaims("household", shopCustomers)
                .most("high-spenders", row -> number(row, "Spending Score (1-100)"))
                .most("families", row -> number(row, "Family Size"))
                .rest("modest")
                .meant("high-premium", "high-spenders", "social email")
                .meant("high-membership", "high-spenders", "email")
                .meant("families-bundle", "families", "email")
                .meant("families-school", "families", "email")
                .meant("families-holidays", "families", "email")
                .meant("families-large", "families", "email", row -> number(row, "Family Size") > 4)
                .meant("modest-essentials", "modest", "email")
                .meant("modest-frequent", "modest", "email")
                .meant("modest-awareness", "modest", "social")
                .meant("personal", "high-spenders families modest", "email")
                .meant("calendar-new-year", "high-spenders families modest", "email")
                .meant("calendar-spring", "high-spenders families modest", "email")
                .meant("calendar-summer", "high-spenders families modest", "email")
                .meant("calendar-autumn", "high-spenders families modest", "email")
                .assertHold(outbound);
        assertOnly(outbound, "household", "modest-frequent", buyers());
        assertThat(PlaybookClaims.to(outbound, "household", "high-spenders"))
                .allSatisfy(trigger -> assertThat(trigger.recommended()).doesNotContain("budget"));
        assertThat(PlaybookClaims.to(outbound, "household", "modest"))
                .allSatisfy(trigger -> assertThat(trigger.recommended()).doesNotContain("premium", "high-end"));
    }

    void assertBuyingHabits(Outbound outbound) {
        new PlaybookClaims("buying-habits", shoppers)
                .most("price-sensitive", row -> row.getField("Promo Code Used").equals("Yes") ? 1 : 0)
                .most("frequent", row -> -number(row, "Purchase Amount (USD)"))
                .most("occasional", row -> -number(row, "Previous Purchases"))
                .rest("premium")
                .meant("price-coupon", "price-sensitive", "email")
                .meant("price-flash", "price-sensitive", "email")
                .meant("price-deals", "price-sensitive", "email")
                .meant("price-season", "price-sensitive", "email")
                .meant("price-comparison", "price-sensitive", "web")
                .meant("price-loyalty", "price-sensitive", "email")
                .meant("premium-exclusive", "premium", "email")
                .meant("premium-shopper", "premium", "email", row -> number(row, "Purchase Amount (USD)") > 60)
                .meant("premium-early-bird", "premium", "email")
                .meant("frequent-reward", "frequent", "email", row -> number(row, "Previous Purchases") >= 9)
                .meant("frequent-subscription", "frequent", "email")
                .meant("frequent-referral", "frequent", "email")
                .meant("frequent-personal", "frequent", "email")
                .meant("occasional-season", "occasional", "email")
                .meant("occasional-recommendation", "occasional", "email")
                .meant("occasional-next", "occasional", "email")
                .meant("occasional-reminder", "occasional", "email")
                .meant("win-back", "occasional frequent price-sensitive", "email")
                .assertHold(outbound);
    }

    void assertSpending(Outbound outbound) {
        new PlaybookClaims("spending", consumers)
                .most("premium", row -> number(row, "income"))
                .most("value-conscious", row -> number(row, "spending_score"))
                .rest("cautious")
                .meant("premium-loyalty", "premium", "email")
                .meant("premium-membership", "premium", "email")
                .meant("premium-upsell", "premium", "email", row -> number(row, "purchase_frequency") >= 5)
                .meant("premium-cross-sell", "premium", "email")
                .meant("value-bundle", "value-conscious", "email")
                .meant("value-instalments", "value-conscious", "email")
                .meant("value-guide", "value-conscious", "web")
                .meant("cautious-first", "cautious", "email")
                .meant("cautious-referral", "cautious", "email")
                .meant("cautious-quality", "cautious", "email")
                .meant("cautious-community", "cautious", "email")
                .meant("similar-customers", "premium value-conscious cautious", "email")
                .meant("yearly-survey", "premium value-conscious cautious", "email")
                .meant("discontent", "*", "email")
                .assertHold(outbound);
        assertOnly(outbound, "spending", "discontent", complainers());
        assertOnly(outbound, "spending", "cautious-first", buyers());
    }

    /** A tenth of the customers of a strategy is held out, always the same; and who opted out of a channel gets nothing by it. */
    void assertHoldoutsAndOptOuts(Outbound outbound) {
        Map<String, Map<String, Set<Boolean>>> strategies = new TreeMap<>();
        for (Fired one : outbound.fired()) {
            strategies
                    .computeIfAbsent(one.segmentation() + "/" + one.strategy(), unseen -> new TreeMap<>())
                    .computeIfAbsent(one.customer(), unseen -> new TreeSet<>())
                    .add(one.holdout());
            if (one.holdout()) {
                assertThat(one.variant()).as("variant of %s", one).isNull();
            }
        }
        assertThat(strategies).allSatisfy((strategy, customers) -> {
            assertThat(customers.values()).as(strategy).allMatch(heldOut -> heldOut.size() == 1);
            double share = customers.values().stream()
                            .filter(heldOut -> heldOut.contains(true))
                            .count()
                    / (double) customers.size();
            if (strategy.endsWith("/discontent") || strategy.endsWith("/yearly-survey")) {
                assertThat(share).as(strategy).isZero();
            } else if (customers.size() >= 300) {
                assertThat(share).as(strategy).isBetween(0.04, 0.16);
            }
        });
        Set<String> unsubscribed = unsubscribed();
        List<Fired> after = outbound.fired().stream()
                .filter(one -> unsubscribed.contains(one.customer()))
                .filter(one -> one.at().isAfter(YearAfter.at(1)))
                .toList();
        assertThat(after).isNotEmpty().extracting(Fired::channel).doesNotContain("email");
    }

    private static void assertOnly(Outbound outbound, String segmentation, String strategy, Set<String> customers) {
        assertThat(outbound.of(segmentation).stream()
                        .filter(one -> one.strategy().equals(strategy))
                        .map(Fired::customer))
                .as("%s of %s", strategy, segmentation)
                .isNotEmpty()
                .allMatch(customers::contains);
    }

    @SafeVarargs
    private static Set<String> every(int step, int offset, Map<String, NamedCsvRecord>... studies) {
        return List.of(studies).stream()
                .map(Map::keySet)
                .map((Collection<String> ids) -> new ArrayList<>(ids))
                .flatMap(ids -> IntStream.range(0, ids.size())
                        .filter(i -> i % step == offset)
                        .mapToObj(ids::get))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static double children(NamedCsvRecord row) {
        return number(row, "Kidhome") + number(row, "Teenhome");
    }

    private static double spent(NamedCsvRecord row) {
        return IntStream.range(0, row.getFieldCount())
                .filter(i -> row.getHeader().get(i).startsWith("Mnt"))
                .mapToDouble(i -> Double.parseDouble(row.getField(i)))
                .sum();
    }

    /** NaN where it is not known. */
    private static double number(NamedCsvRecord row, String column) {
        String text = row.getField(column);
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }
}
