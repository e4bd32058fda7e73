package dev.segue.segmenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import dev.segue.avro.SegmentChanged;
import dev.segue.avro.topics.Topic;
import dev.segue.segmentation.kpi.Kpi;
import dev.segue.segmentation.kpi.SegmentKpis;
import dev.segue.testkit.RealStack;
import dev.segue.testkit.TestStack;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A crash at any moment loses nothing and counts nothing twice. */
@Tag("long")
@ExtendWith(RealStack.class)
class SegmenterKilledIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int KILLS = 3;
    private static final int CUSTOMERS = 500;
    private static final int ORDERS = 40;

    private final Shop shop;
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    SegmenterKilledIT(TestStack stack) {
        shop = new Shop(stack).open();
    }

    @AfterEach
    void close() {
        http.close();
        shop.close();
    }

    @Test
    void shouldCountEverythingExactlyOnceThoughKilledAgainAndAgain() throws Exception {
        // Given
        shop.publish(Shop.model(1));
        List<Purchase> purchases = purchases();
        int round = purchases.size() / (KILLS + 1);

        // When it is killed while it works
        for (int kill = 0; kill < KILLS; kill++) {
            long published = shop.committed(Topic.SEGMENT_EVENTS);
            try (SegmenterProcess segmenter = SegmenterProcess.start(shop, directory)) {
                purchases.subList(kill * round, (kill + 1) * round).forEach(this::send);
                shop.flush();
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> shop.committed(Topic.SEGMENT_EVENTS) > published);
                segmenter.kill();
            }
        }
        assertThat(shop.lag()).as("purchases not yet taken in when killed last").isPositive();
        try (SegmenterProcess segmenter = SegmenterProcess.start(shop, directory)) {
            purchases.subList(KILLS * round, purchases.size()).forEach(this::send);
            shop.flush();
            List<String> customers = await().atMost(PATIENCE)
                    .until(
                            () -> shop.lag() == 0 ? segmenter.customers(http) : List.<String>of(),
                            rows -> !rows.isEmpty());

            // Then every customer is right
            assertThat(audited(customers)).isEqualTo(expected());

            // And every change is there once, each from where the one before led
            List<ConsumerRecord<String, SegmentChanged>> changes = shop.changes();
            assertThat(changes).extracting(change -> change.value().getId()).doesNotHaveDuplicates();
            assertThat(changes).hasSize(CUSTOMERS * ORDERS);
            Map<String, String> segments = new HashMap<>();
            changes.forEach(change -> assertThat(segments.put(
                            change.key(), String.valueOf(change.value().getTo())))
                    .isEqualTo(change.value().getFrom()));

            // And the KPIs add up to all of it
            await().atMost(PATIENCE).untilAsserted(() -> assertKpis(shop.kpis()));

            // And nothing changes when all are sent again.
            purchases.forEach(this::send);
            shop.flush();
            await().atMost(PATIENCE).until(() -> shop.lag() == 0);
            assertThat(segmenter.customers(http)).isEqualTo(customers);
            assertThat(shop.changes()).hasSize(CUSTOMERS * ORDERS);
            assertKpis(shop.kpis());
            assertThat(shop.deadLetters()).isEmpty();
        }
    }

    private static void assertKpis(SegmentKpis kpis) {
        assertThat(kpis.count(Kpi.ORDERS)).isEqualTo(CUSTOMERS * ORDERS / 2);
        assertThat(kpis.count(Kpi.RETURNS)).isEqualTo(CUSTOMERS * ORDERS / 2);
        BigDecimal money = purchases().stream()
                .filter(purchase -> purchase.getType() == PurchaseType.PURCHASE)
                .map(purchase -> purchase.getProducts().getFirst().getPrice())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(kpis.gross()).isEqualByComparingTo(money);
        assertThat(kpis.refunds()).isEqualByComparingTo(money);
        assertThat(sum(kpis.inflow())).isEqualTo(CUSTOMERS * ORDERS);
        assertThat(sum(kpis.outflow())).isEqualTo(CUSTOMERS * ORDERS);
    }

    private static long sum(Map<String, Long> flow) {
        return flow.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Every customer buys and takes back in turn, so that with every event they change segments. */
    private static List<Purchase> purchases() {
        List<Purchase> purchases = new ArrayList<>();
        for (int order = 0; order < ORDERS; order++) {
            Instant at = Shop.START.plusSeconds(order);
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                purchases.add(Shop.order(
                        order % 2 == 0 ? PurchaseType.PURCHASE : PurchaseType.CANCELLATION,
                        "c" + customer,
                        "e" + order,
                        at,
                        price(customer, order)));
            }
        }
        return purchases;
    }

    private static String price(int customer, int order) {
        return "%d.%04d".formatted(100 + customer, order / 2);
    }

    private void send(Purchase purchase) {
        shop.send(Topic.PURCHASES, purchase.getUserId(), purchase);
    }

    /** Customer to orders, gross, refunds and net. */
    private static Map<String, List<String>> audited(List<String> rows) {
        Map<String, List<String>> audited = new HashMap<>();
        rows.forEach(row -> {
            List<String> cells = List.of(row.split(",", -1));
            audited.put(cells.getFirst(), cells.subList(1, 5));
        });
        return audited;
    }

    private static Map<String, List<String>> expected() {
        Map<String, List<String>> expected = new HashMap<>();
        IntStream.range(0, CUSTOMERS).forEach(customer -> {
            // 20 times the price, whose last places count up: 0 + 1 + … + 19.
            String money = "%d.0190".formatted(20 * (100 + customer));
            expected.put("c" + customer, List.of("20", money, money, "0.0000"));
        });
        return expected;
    }
}
