package dev.segue.cli.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.segue.testkit.DataSets;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five studies' data, replayed side by side into one stack, each segmented by the specification made for it. Shoppers come first:
 * their specification is on features every customer with an order has, and would be trained on the others too.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FiveSystemsE2E {
    /** Timers are a matter of milliseconds: when none fires for so long, all that was due has been done. */
    private static final Duration QUIET = Duration.ofSeconds(6);

    @TempDir
    private static Path home;

    @SuppressWarnings("NullAway.Init") // JUnit calls start().
    private LocalSegue segue;

    @BeforeAll
    void start() {
        DataSets.find("marketing_campaign.csv");
        segue = new LocalSegue(home);
    }

    @AfterAll
    void stop() {
        segue.close();
    }

    @Test
    @Order(1)
    void shoppersShouldBeToldApartByDiscountsOrderValueAndFrequency() throws IOException {
        // When
        String report = replay("shopping", "shopping_behavior.csv");

        // Then
        assertThat(report).contains("Trained buying-habits");
        Map<String, NamedCsvRecord> customers = customers("buying-habits", "shopping-");
        assertThat(customers).hasSize(3_900);
        for (NamedCsvRecord row : rows("shopping_behavior.csv")) {
            NamedCsvRecord customer = customer(customers, "shopping-" + row.getField("Customer ID"));
            long orders = Long.parseLong(row.getField("Previous Purchases")) + 1;
            assertThat(customer.getField("orders")).isEqualTo(Long.toString(orders));
            assertThat(new BigDecimal(customer.getField("gross")))
                    .isEqualByComparingTo(
                            new BigDecimal(row.getField("Purchase Amount (USD)")).multiply(BigDecimal.valueOf(orders)));
        }
        Map<String, List<NamedCsvRecord>> segments = bySegment(customers);
        assertThat(segments).hasSize(4);
        String priceSensitive = most(segments, row -> number(row, "deal_share"));
        String smallOrders = most(segments, row -> -number(row, "average_order_value"));
        String occasional = most(segments, row -> -number(row, "orders"));
        assertThat(List.of(priceSensitive, smallOrders, occasional)).doesNotHaveDuplicates();
        assertThat(mean(of(segments, priceSensitive), row -> number(row, "deal_share")))
                .isGreaterThan(0.95);
        assertThat(mean(of(segments, smallOrders), row -> number(row, "orders")))
                .isGreaterThan(mean(customers.values(), row -> number(row, "orders")));
        Map<String, List<NamedCsvRecord>> others = new TreeMap<>(segments);
        others.keySet().removeAll(List.of(priceSensitive, smallOrders, occasional));
        String premium = most(others, row -> number(row, "average_order_value"));
        assertThat(mean(of(segments, premium), row -> number(row, "deal_share")))
                .isLessThan(0.05);
        assertThat(mean(of(segments, premium), row -> number(row, "average_order_value")))
                .isGreaterThan(mean(customers.values(), row -> number(row, "average_order_value")));
    }

    @Test
    @Order(2)
    void ecommerceCustomersShouldHaveSpentWhatTheFileSays() throws IOException {
        // When
        replay("ecommerce", "ecommerce_customer_behavior.csv");

        // Then
        Map<String, NamedCsvRecord> customers = customers("buying-habits", "ecommerce-");
        assertThat(customers).hasSize(350);
        for (NamedCsvRecord row : rows("ecommerce_customer_behavior.csv")) {
            NamedCsvRecord customer = customer(customers, "ecommerce-" + row.getField("Customer_ID"));
            assertThat(customer.getField("orders")).isEqualTo(row.getField("Items_Purchased"));
            assertThat(new BigDecimal(customer.getField("gross"))).isEqualByComparingTo(row.getField("Total_Spend"));
            assertThat(number(customer, "recency_days")).isEqualTo(number(row, "Days_Since_Last_Purchase"));
        }
        assertThat(bySegment(customers)).doesNotContainKey("unassigned");
    }

    @Test
    @Order(3)
    void personalitiesShouldBeToldApartAsTheStudiesTellThem() throws IOException {
        // When
        String report = replay("personality", "marketing_campaign.csv");

        // Then
        assertThat(report)
                .contains("silhouette")
                .contains("Calinski-Harabasz")
                .contains("Davies-Bouldin")
                .contains("without Income");
        JsonNode reference = new ObjectMapper()
                .readTree(DataSets.find("reference/seed_recovery.json").toFile());
        List<NamedCsvRecord> rows = rows("marketing_campaign.csv");
        assertAllHold(
                PersonalityClaims.of(rows, segmentOf("life-stage", 4)).byLifeStage(),
                reference.at("/feature_sets/B_income_age_children/4/seed_000/checks"));
        assertAllHold(
                PersonalityClaims.of(rows, segmentOf("engagement", 3)).byEngagement(),
                reference.at("/feature_sets/D_income_age_children_spend_channels/3/seed_001"));
    }

    @Test
    @Order(4)
    void shopCustomersShouldBePlacedByProfileAlone() throws IOException {
        // When
        String report = replay("shop-customers", "customers.csv");

        // Then
        assertThat(report).contains("without Profession").contains("Trained household");
        assertNoBetterThanNoise(report, "household");
        Map<String, NamedCsvRecord> customers = customers("household", "shop-customers-");
        assertThat(customers).hasSize(2_000);
        assertThat(bySegment(customers)).hasSize(3).doesNotContainKey("unassigned");
    }

    @Test
    @Order(5)
    void consumersShouldOrderAsOftenAsTheFileSays() throws IOException {
        // When
        String report = replay("consumers", "customer_segmentation_data.csv");

        // Then
        assertThat(report).contains("Trained spending");
        assertNoBetterThanNoise(report, "spending");
        Map<String, NamedCsvRecord> customers = customers("spending", "consumers-");
        assertThat(customers).hasSize(1_000);
        for (NamedCsvRecord row : rows("customer_segmentation_data.csv")) {
            NamedCsvRecord customer = customer(customers, "consumers-" + row.getField("id"));
            assertThat(customer.getField("orders")).isEqualTo(row.getField("purchase_frequency"));
            assertThat(new BigDecimal(customer.getField("gross")))
                    .isEqualByComparingTo(new BigDecimal(row.getField("last_purchase_amount"))
                            .multiply(new BigDecimal(row.getField("purchase_frequency"))));
        }
        assertThat(bySegment(customers)).hasSize(3).doesNotContainKey("unassigned");
    }

    @Test
    @Order(6)
    void customersShouldOnlyBeInSegmentationsTheyHaveTheFeaturesFor() throws IOException {
        // When
        Map<String, NamedCsvRecord> lifeStage = segue.customers("life-stage");

        // Then
        assertThat(lifeStage).hasSize(3_900 + 350 + 2_240 + 2_000 + 1_000);
        assertThat(lifeStage).allSatisfy((id, row) -> {
            if (row.getField("profile.children").isEmpty()) {
                assertThat(row.getField("segment")).isEqualTo("unassigned");
            }
        });
    }

    /** The replays were the first half: now some customers do what the files do not tell of, and a year passes. */
    @Test
    @Order(7)
    void everyStrategyShouldFireForTheCustomersItsStudyMeant() throws IOException {
        // Given
        FivePlaybooks studies = new FivePlaybooks(
                byCustomer("marketing_campaign.csv", "", "ID"),
                byCustomer("customers.csv", "shop-customers-", "CustomerID"),
                byCustomer("shopping_behavior.csv", "shopping-", "Customer ID"),
                byCustomer("customer_segmentation_data.csv", "consumers-", "id"));

        try (Outbound outbound = new Outbound()) {
            // When
            studies.live(outbound.readOn(QUIET));
            outbound.readOn(QUIET);

            // Then
            assertAll(
                    () -> studies.assertLifeStage(outbound),
                    () -> studies.assertEngagement(outbound),
                    () -> studies.assertHousehold(outbound),
                    () -> studies.assertBuyingHabits(outbound),
                    () -> studies.assertSpending(outbound),
                    () -> studies.assertHoldoutsAndOptOuts(outbound));
        }
    }

    /** Said when it is trained, and by its report. */
    private void assertNoBetterThanNoise(String replayed, String segmentation) throws IOException {
        assertThat(replayed).containsPattern("Trained %s .*no better than noise".formatted(segmentation));
        Path page = home.resolve(segmentation + ".html");
        assertThat(segue.run("report", segmentation, "--html", page.toString())).contains("no better than noise");
        assertThat(page).content().contains("\"betterThanNoise\":false");
    }

    private String replay(String mapping, String file) {
        return segue.run("replay", mapping, DataSets.find(file).toString());
    }

    private static void assertAllHold(Map<String, Boolean> claims, JsonNode reference) {
        List<String> names = new ArrayList<>();
        reference.fieldNames().forEachRemaining(names::add);
        assertThat(claims).containsOnlyKeys(names);
        assertThat(claims)
                .allSatisfy((claim, holds) -> assertThat(holds).as(claim).isTrue());
    }

    private Map<String, String> segmentOf(String segmentation, int segments) throws IOException {
        Map<String, String> segmentOf = new TreeMap<>();
        segue.customers(segmentation).forEach((id, row) -> {
            // The personality data's customers are the only ones without a name before their number.
            if (!id.contains("-")) {
                segmentOf.put(id, row.getField("segment"));
            }
        });
        assertThat(segmentOf).hasSize(2_240).doesNotContainValue("unassigned");
        assertThat(segmentOf.values().stream().distinct()).hasSize(segments);
        return segmentOf;
    }

    private Map<String, NamedCsvRecord> customers(String segmentation, String prefix) throws IOException {
        return segue.customers(segmentation).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    private static NamedCsvRecord customer(Map<String, NamedCsvRecord> customers, String id) {
        return Objects.requireNonNull(customers.get(id), id);
    }

    private static Map<String, NamedCsvRecord> byCustomer(String file, String prefix, String column)
            throws IOException {
        Map<String, NamedCsvRecord> rows = new TreeMap<>();
        rows(file).forEach(row -> rows.put(prefix + row.getField(column), row));
        return rows;
    }

    private static Map<String, List<NamedCsvRecord>> bySegment(Map<String, NamedCsvRecord> customers) {
        return customers.values().stream()
                .collect(Collectors.groupingBy(row -> row.getField("segment"), TreeMap::new, Collectors.toList()));
    }

    private static List<NamedCsvRecord> of(Map<String, List<NamedCsvRecord>> segments, String segment) {
        return Objects.requireNonNull(segments.get(segment), segment);
    }

    /** The segment with the largest mean. */
    private static String most(Map<String, List<NamedCsvRecord>> segments, ToDoubleFunction<NamedCsvRecord> figure) {
        return segments.entrySet().stream()
                .max(Comparator.comparingDouble(segment -> mean(segment.getValue(), figure)))
                .orElseThrow()
                .getKey();
    }

    private static double mean(Collection<NamedCsvRecord> rows, ToDoubleFunction<NamedCsvRecord> figure) {
        return rows.stream().mapToDouble(figure).average().orElseThrow();
    }

    private static double number(NamedCsvRecord row, String column) {
        return Double.parseDouble(row.getField(column));
    }

    private static List<NamedCsvRecord> rows(String file) throws IOException {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(DataSets.find(file))) {
            return rows.stream().toList();
        }
    }
}
