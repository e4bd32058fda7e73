package dev.segue.segmenter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.avro.Cause;
import dev.segue.avro.CustomersMerged;
import dev.segue.avro.topics.Topic;
import dev.segue.segmenter.service.SegmenterService;
import dev.segue.testkit.RealStack;
import dev.segue.testkit.TestStack;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two customers in different partitions become one, on a real broker. */
@ExtendWith(RealStack.class)
class MergingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PURCHASES = 40;

    private final Shop shop;
    private final HttpClient http = HttpClient.newHttpClient();
    private EmbeddedServer server;

    MergingIT(TestStack stack) {
        shop = new Shop(stack).open();
    }

    @BeforeEach
    void start(@TempDir Path stateDir) {
        server = ApplicationContext.run(
                EmbeddedServer.class, shop.properties(shop.stack.registryUrl(), stateDir.toString()));
        server.getApplicationContext().getBean(SegmenterService.class).start();
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
        shop.close();
    }

    @Test
    void shouldMergeCustomersOfDifferentPartitionsOnceAndBringLateEventsAlong() {
        // Given
        String goes = customerOf(0);
        String stays = customerOf(1);
        shop.publish(Shop.model(1));
        buy(goes, "g");
        buy(stays, "s");
        await().atMost(PATIENCE).until(() -> rows().size() == 2);

        // When it is asked for twice, and events come for the one who went, old ones and a new one
        for (String request : List.of("request-1", "request-1", "request-2")) {
            shop.request(goes, new CustomersMerged(request, stays, goes, Shop.START));
        }
        shop.flush();
        await().atMost(PATIENCE).until(() -> shop.committed(Topic.REQUEST_RECEIPTS) > 0);
        buy(goes, "g");
        shop.send(Topic.PURCHASES, goes, Shop.purchase(goes, "late", Shop.START.plusSeconds(99), "10"));
        shop.flush();

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rows())
                        .singleElement()
                        .asString()
                        .startsWith("%s,%d,810.0000,".formatted(stays, 2 * PURCHASES + 1)));
        assertThat(shop.changes())
                .filteredOn(change -> change.value().getCause() == Cause.MERGE)
                .extracting(change -> change.key())
                .contains(goes);
        assertThat(shop.deadLetters()).isEmpty();
    }

    private List<String> rows() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(server.getURI().resolve("/customers.csv"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 200 ? answer.body().lines().skip(1).toList() : List.of();
    }

    private void buy(String customer, String prefix) {
        IntStream.range(0, PURCHASES)
                .forEach(i -> shop.send(
                        Topic.PURCHASES,
                        customer,
                        Shop.purchase(customer, prefix + i, Shop.START.plusSeconds(i), "10")));
        shop.flush();
    }

    private static String customerOf(int partition) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "c" + i)
                .filter(customer ->
                        Utils.toPositive(Utils.murmur2(customer.getBytes(UTF_8))) % Shop.PARTITIONS == partition)
                .findFirst()
                .orElseThrow();
    }
}
