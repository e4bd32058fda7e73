package dev.segue.segmenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.avro.CustomerErased;
import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.testkit.RealStack;
import dev.segue.testkit.TestStack;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** State is built again from the same events, beside the Segue that runs, which notices nothing. */
@ExtendWith(RealStack.class)
class SecondSegueIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int CUSTOMERS = 50;
    /** More than are read at once. */
    private static final int EARLY = 200;

    private static final String ERASED = "c7";

    private final Shop shop;
    private final TopicCatalogue green;
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    SecondSegueIT(TestStack stack) {
        shop = new Shop(stack).open();
        green = new TopicCatalogue(stack.uniquePrefix(), shop.topics.prefix());
    }

    @AfterEach
    void close() {
        http.close();
        shop.close();
    }

    @Test
    void shouldComeToTheSameWithoutTouchingTheFirst() throws Exception {
        // Given customers, one of whom was erased since
        shop.publish(Shop.model(1));
        for (int round = 0; round < EARLY; round++) {
            buy("early-" + round, "0.50");
        }
        try (SegmenterProcess first = SegmenterProcess.start(shop, home("first"), Map.of("SEGUE_CLOCK", "wall"))) {
            await().atMost(PATIENCE).until(() -> first.customers(http).size() == CUSTOMERS);
            shop.request(ERASED, new CustomerErased("request-1", ERASED, Shop.START));
            shop.flush();
            await().atMost(PATIENCE).until(() -> first.customers(http).size() == CUSTOMERS - 1);
            // Look-ups see what is not committed yet, readers of the changes do not.
            await().atMost(PATIENCE).until(() -> shop.lag() == 0);
            int published = shop.changes().size();

            // When
            assertThat(green.create(shop.admin, Shop.PARTITIONS)).allMatch(topic -> topic.startsWith(green.prefix()));
            try (SegmenterProcess second = SegmenterProcess.start(
                    shop,
                    home("second"),
                    Map.of(
                            "SEGUE_CLOCK",
                            "wall",
                            "SEGUE_PREFIX",
                            green.prefix(),
                            "SEGUE_INPUT_PREFIX",
                            green.inputPrefix()))) {
                await().atMost(PATIENCE).until(() -> second.customers(http).size() == CUSTOMERS - 1);
                buy("late", "20");

                // Then
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(totals(second))
                                .hasSize(CUSTOMERS)
                                .allMatch(row -> row.equals(ERASED + ",1,20.0000,0.0000,20.0000")
                                        || row.endsWith(",201,120.0000,0.0000,120.0000"))
                                .isEqualTo(totals(first)));
                // And all that the first published is that who was erased is in a segment again.
                await().atMost(PATIENCE).until(() -> shop.lag() == 0);
                assertThat(shop.changes()).hasSize(published + 1);
                assertThat(shop.deadLetters()).isEmpty();
            }
        }
    }

    private Path home(String name) throws IOException {
        return Files.createDirectory(directory.resolve(name));
    }

    private void buy(String id, String price) {
        IntStream.range(0, CUSTOMERS)
                .mapToObj(customer -> "c" + customer)
                .forEach(customer ->
                        shop.send(Topic.PURCHASES, customer, Shop.purchase(customer, id, Shop.START, price)));
        shop.flush();
    }

    /** Id, orders, gross, refunds and net of each customer. */
    private List<String> totals(SegmenterProcess segmenter) throws InterruptedException {
        return segmenter.customers(http).stream()
                .map(row -> String.join(",", List.of(row.split(",", -1)).subList(0, 5)))
                .toList();
    }
}
