package dev.segue.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.segue.avro.CustomerProfile;
import dev.segue.avro.Feedback;
import dev.segue.avro.Purchase;
import dev.segue.cli.publish.InputEvent;
import dev.segue.testkit.DataSets;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Every customer of the real tables against their own row. */
class CustomerTableTotalsTest {
    private static final Instant MOMENT = Instant.parse("2014-10-05T00:00:00Z");

    @Test
    void everyShopCustomerShouldHaveTheRowsTraits() throws IOException {
        Replayed replayed = Replayed.of("customers.csv", "CustomerID", ShopCustomers::new);

        assertThat(replayed.table.rows().missing()).isEqualTo(Map.of("Profession", 35L));
        replayed.forEach(2_000, (row, events) -> {
            Map<String, Object> traits = events.traits();
            assertThat(traits.get("age")).isEqualTo(Long.parseLong(row.getField("Age")));
            assertThat(traits.get("income")).isEqualTo(Double.parseDouble(row.getField("Annual Income ($)")));
            assertThat(traits.get("profession"))
                    .isEqualTo(row.getField("Profession").isEmpty() ? null : row.getField("Profession"));
            assertThat(events.orders()).isEmpty();
        });
    }

    @Test
    void everyShoppersPurchasesShouldBeAsManyAndAsLargeAsTheRowSays() throws IOException {
        Replayed replayed = Replayed.of("shopping_behavior.csv", "Customer ID", Shopping::new);

        assertThat(replayed.table.rows().missing()).isEmpty();
        replayed.forEach(3_900, (row, events) -> {
            int orders = Integer.parseInt(row.getField("Previous Purchases")) + 1;
            assertThat(events.orders()).hasSize(orders);
            assertThat(events.spent())
                    .isEqualByComparingTo(
                            new BigDecimal(row.getField("Purchase Amount (USD)")).multiply(BigDecimal.valueOf(orders)));
            assertThat(events.orders())
                    .filteredOn(order -> order.getPromotion() != null)
                    .hasSize(row.getField("Discount Applied").equals("Yes") ? orders : 0);
            assertThat(events.orders())
                    .filteredOn(order -> order.getCoupon() != null)
                    .hasSize(row.getField("Promo Code Used").equals("Yes") ? orders : 0);
        });
    }

    @Test
    void everyEcommerceCustomersOrdersShouldAddUpToTheTotalSpend() throws IOException {
        Replayed replayed = Replayed.of("ecommerce_customer_behavior.csv", "Customer_ID", Ecommerce::new);

        assertThat(replayed.table.rows().missing()).isEqualTo(Map.of("Satisfaction Level", 2L));
        replayed.forEach(350, (row, events) -> {
            assertThat(events.orders()).hasSize(Integer.parseInt(row.getField("Items_Purchased")));
            assertThat(events.spent()).isEqualByComparingTo(row.getField("Total_Spend"));
            assertThat(events.orders().getLast().getTimestamp())
                    .isEqualTo(MOMENT.minus(Duration.ofDays(Long.parseLong(row.getField("Days_Since_Last_Purchase")))));
            assertThat(events.of(Feedback.class))
                    .hasSize(row.getField("Satisfaction_Level").isEmpty() ? 0 : 1);
        });
    }

    @Test
    void everyConsumersOrdersShouldBeAsManyAndAsLargeAsTheRowSays() throws IOException {
        Replayed replayed = Replayed.of("customer_segmentation_data.csv", "id", Consumers::new);

        assertThat(replayed.table.rows().missing()).isEmpty();
        replayed.forEach(1_000, (row, events) -> {
            int orders = Integer.parseInt(row.getField("purchase_frequency"));
            assertThat(events.orders()).hasSize(orders);
            assertThat(events.spent())
                    .isEqualByComparingTo(
                            new BigDecimal(row.getField("last_purchase_amount")).multiply(BigDecimal.valueOf(orders)));
            assertThat(events.traits().get("spending_score")).isEqualTo(Long.parseLong(row.getField("spending_score")));
        });
    }

    /** What a table's replay made of each customer. */
    private record Replayed(Path file, String idColumn, CustomerTable table, Map<String, CustomersEvents> customers) {
        interface Mapping {
            CustomerMapping in(String currency);
        }

        interface Check {
            void of(NamedCsvRecord row, CustomersEvents events);
        }

        static Replayed of(String name, String idColumn, Mapping mapping) {
            Path file = DataSets.find(name);
            CustomerTable table = CustomerTable.survey(file, mapping.in("GBP"));
            List<InputEvent> all = new ArrayList<>();
            Map<String, CustomersEvents> customers = new HashMap<>();
            table.forEach(event -> {
                all.add(event);
                customers
                        .computeIfAbsent(event.customer(), unseen -> new CustomersEvents(new ArrayList<>()))
                        .events
                        .add(event);
            });
            assertThat(table.rows().rowsRefused()).isZero();
            assertThat(all).extracting(InputEvent::messageId).doesNotHaveDuplicates();
            assertThat(all)
                    .extracting(InputEvent::time)
                    .isSorted()
                    .allSatisfy(time -> assertThat(time).isBetween(Instant.parse("2008-01-01T00:00:00Z"), MOMENT));
            return new Replayed(file, idColumn, table, customers);
        }

        void forEach(int expected, Check check) throws IOException {
            assertThat(customers).hasSize(expected);
            try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
                rows.forEach(row -> check.of(
                        row, Objects.requireNonNull(customers.get(table.name() + "-" + row.getField(idColumn)))));
            }
        }
    }

    private record CustomersEvents(List<InputEvent> events) {
        <T> List<T> of(Class<T> type) {
            return events.stream()
                    .map(InputEvent::value)
                    .filter(type::isInstance)
                    .map(type::cast)
                    .toList();
        }

        List<Purchase> orders() {
            return of(Purchase.class);
        }

        BigDecimal spent() {
            return orders().stream()
                    .flatMap(order -> order.getProducts().stream())
                    .map(line -> line.getPrice().multiply(BigDecimal.valueOf(line.getQuantity())))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        Map<String, Object> traits() {
            return of(CustomerProfile.class).getFirst().getTraits();
        }
    }
}
