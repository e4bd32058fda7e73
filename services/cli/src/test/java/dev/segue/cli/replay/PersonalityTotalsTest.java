package dev.segue.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.segue.avro.CampaignEvent;
import dev.segue.avro.CampaignEventType;
import dev.segue.avro.Feedback;
import dev.segue.avro.Purchase;
import dev.segue.avro.Visit;
import dev.segue.cli.publish.InputEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every customer of the personality data against their own row. */
class PersonalityTotalsTest {
    private static final Instant REFERENCE = Instant.parse("2014-10-05T00:00:00Z");
    private static final Map<String, String> SPENT = Map.of(
            "wine", "MntWines",
            "fruit", "MntFruits",
            "meat", "MntMeatProducts",
            "fish", "MntFishProducts",
            "sweets", "MntSweetProducts",
            "gold", "MntGoldProds");
    private static final Map<String, String> ORDERED =
            Map.of("web", "NumWebPurchases", "catalogue", "NumCatalogPurchases", "store", "NumStorePurchases");

    @Test
    void everyCustomersEventsShouldAddUpExactlyToTheirRow() throws IOException {
        // Given
        Path file = SharedData.require("marketing_campaign.csv");
        Map<String, List<InputEvent>> byCustomer = new HashMap<>();
        List<InputEvent> all = new ArrayList<>();

        // When
        CustomerTable.survey(file, new Personality("GBP")).forEach(event -> {
            all.add(event);
            byCustomer
                    .computeIfAbsent(event.customer(), unseen -> new ArrayList<>())
                    .add(event);
        });

        // Then
        assertThat(byCustomer).hasSize(2_240);
        assertThat(all).extracting(InputEvent::messageId).doesNotHaveDuplicates();
        assertThat(all).extracting(InputEvent::time).isSorted().last().isEqualTo(REFERENCE);
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            rows.forEach(row -> shouldAddUp(row, byCustomer.getOrDefault(row.getField("ID"), List.of())));
        }
    }

    private static void shouldAddUp(NamedCsvRecord row, List<InputEvent> events) {
        String customer = row.getField("ID");
        List<Purchase> orders = only(events, Purchase.class);
        Map<String, BigDecimal> spent = PersonalityTest.spent(orders);
        SPENT.forEach((category, column) -> assertThat(spent.getOrDefault(category, BigDecimal.ZERO))
                .as("%s of customer %s", category, customer)
                .isEqualByComparingTo(row.getField(column)));
        int counted = 0;
        for (Map.Entry<String, String> channel : ORDERED.entrySet()) {
            counted += number(row, channel.getValue());
            assertThat(orders)
                    .as("orders by %s of customer %s", channel.getKey(), customer)
                    .filteredOn(order -> channel.getKey().equals(order.getChannel()))
                    .hasSize(number(row, channel.getValue()));
        }
        assertThat(orders).as("orders of customer %s", customer).hasSize(Math.max(counted, 1));
        assertThat(orders)
                .filteredOn(order -> order.getPromotion() != null)
                .hasSize(Math.min(number(row, "NumDealsPurchases"), orders.size()));
        Instant enrolled =
                LocalDate.parse(row.getField("Dt_Customer")).atStartOfDay().toInstant(ZoneOffset.UTC);
        assertThat(orders).allSatisfy(order -> assertThat(order.getTimestamp()).isBetween(enrolled, REFERENCE));
        assertThat(orders.getLast().getTimestamp())
                .as("last purchase of customer %s", customer)
                .isEqualTo(REFERENCE.minus(Duration.ofDays(number(row, "Recency"))));
        assertThat(only(events, Visit.class)).hasSize(number(row, "NumWebVisitsMonth"));
        assertThat(only(events, Feedback.class)).hasSize(number(row, "Complain"));
        assertThat(only(events, CampaignEvent.class))
                .filteredOn(event -> event.getType() == CampaignEventType.CONVERTED)
                .hasSize(number(row, "AcceptedCmp1")
                        + number(row, "AcceptedCmp2")
                        + number(row, "AcceptedCmp3")
                        + number(row, "AcceptedCmp4")
                        + number(row, "AcceptedCmp5")
                        + number(row, "Response"));
    }

    private static int number(NamedCsvRecord row, String column) {
        return Integer.parseInt(row.getField(column));
    }

    private static <T> List<T> only(List<InputEvent> events, Class<T> type) {
        return events.stream()
                .map(InputEvent::value)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
