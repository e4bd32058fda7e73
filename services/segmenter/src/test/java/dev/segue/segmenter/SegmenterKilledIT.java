package dev.segue.segmenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import dev.segue.avro.SegmentChanged;
import dev.segue.avro.Visit;
import dev.segue.avro.topics.Topic;
import dev.segue.segmentation.assignment.Release;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.value.BgNbd;
import dev.segue.segmentation.value.GammaGamma;
import dev.segue.segmentation.value.ValueModel;
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

    /** How long after one order the next comes, by customer: some have long fallen silent in the end, some have not. */
    private static final List<Duration> BETWEEN_ORDERS =
            List.of(Duration.ofHours(1), Duration.ofHours(6), Duration.ofHours(12), Duration.ofHours(36));

    /** When all that is predicted is looked at again. */
    private static final Instant END = Shop.START.plus(Duration.ofDays(61));

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
        shop.publish(model(1));
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
            assertThat(changes).hasSize(purchases.size());
            Map<String, String> segments = new HashMap<>();
            changes.forEach(change -> assertThat(segments.put(
                            change.key(), String.valueOf(change.value().getTo())))
                    .isEqualTo(change.value().getFrom()));

            // And the KPIs are those of one pass over all events, once time has passed and a new model has all looked
            // at
            passTimeUntilTheEnd();
            await().atMost(PATIENCE).until(() -> shop.lag() == 0);
            shop.publish(model(2));
            KpiBatch batch = new KpiBatch(model(2), purchases, END);
            assertThat(batch.hasSomeLapsingAndSomeNotInEachSegment()).isTrue();
            await().atMost(PATIENCE).untilAsserted(() -> batch.assertSame(shop.kpis()));

            // And nothing changes when all are sent again.
            List<String> before = segmenter.customers(http);
            purchases.forEach(this::send);
            shop.flush();
            await().atMost(PATIENCE).until(() -> shop.lag() == 0);
            assertThat(segmenter.customers(http)).isEqualTo(before);
            assertThat(shop.changes()).hasSize(purchases.size());
            batch.assertSame(shop.kpis());
            assertThat(shop.deadLetters()).isEmpty();
        }
    }

    /** The shop's model, with one that predicts: purchases every week or so. */
    private static SegmentModel model(long version) {
        SegmentModel model = Shop.model(version);
        return new SegmentModel(
                model.segmentation(),
                model.version(),
                model.parent(),
                model.trainedAt(),
                model.asOf(),
                model.features(),
                model.segments(),
                model.quality(),
                model.flapControl(),
                model.lineage(),
                model.segmentsEver(),
                model.seed(),
                null,
                "",
                new ValueModel(new BgNbd(1, 1, 0.5, 2.5), new GammaGamma(6, 4, 15), 13),
                null,
                Release.PUBLISHED);
    }

    /**
     * Every customer buys and takes back in turn, so that with every event they change segments; a third of them keeps what they
     * bought last. Most events are late, as customers go by at different speeds and the clock with the fastest, and some are late among their customer's own.
     */
    private static List<Purchase> purchases() {
        List<Purchase> purchases = new ArrayList<>();
        for (int order = 0; order < ORDERS; order++) {
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                if (order < ordersOf(customer)) {
                    Instant at = Shop.START.plus(
                            BETWEEN_ORDERS.get(customer % BETWEEN_ORDERS.size()).multipliedBy(order));
                    boolean late = (order + customer) % 7 == 0;
                    purchases.add(Shop.order(
                            order % 2 == 0 ? PurchaseType.PURCHASE : PurchaseType.CANCELLATION,
                            "c" + customer,
                            "e" + order,
                            late ? at.minus(Duration.ofHours(10)) : at,
                            price(customer, order)));
                }
            }
        }
        return purchases;
    }

    private static int ordersOf(int customer) {
        return customer % 3 == 0 ? ORDERS - 1 : ORDERS;
    }

    private static String price(int customer, int order) {
        return "%d.%04d".formatted(100 + customer, order / 2);
    }

    private void send(Purchase purchase) {
        shop.send(Topic.PURCHASES, purchase.getUserId(), purchase);
    }

    /** Has somebody in each partition look in at the end, who buys nothing. */
    private void passTimeUntilTheEnd() {
        for (int partition = 0; partition < Shop.PARTITIONS; partition++) {
            int wanted = partition;
            String visitor = IntStream.iterate(0, i -> i + 1)
                    .mapToObj(i -> "visitor" + i)
                    .filter(id -> Shop.partition(id) == wanted)
                    .findFirst()
                    .orElseThrow();
            shop.send(
                    Topic.VISITS,
                    visitor,
                    Visit.newBuilder()
                            .setMessageId("visit")
                            .setUserId(visitor)
                            .setTimestamp(END)
                            .build());
        }
        shop.flush();
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
            BigDecimal gross = new BigDecimal("%d.0190".formatted(20 * (100 + customer)));
            BigDecimal kept = new BigDecimal(ordersOf(customer) == ORDERS ? "0.0000" : price(customer, ORDERS - 2));
            expected.put(
                    "c" + customer,
                    List.of("20", gross.toString(), gross.subtract(kept).toString(), kept.toString()));
        });
        return expected;
    }
}
