package dev.segue.segmenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.avro.PurchaseType;
import dev.segue.avro.SegmentChanged;
import dev.segue.avro.topics.Topic;
import dev.segue.testkit.RealStack;
import dev.segue.testkit.TestStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two instances, set up as the StatefulSet for Kubernetes has them, are replaced one after the other as it does it. */
@Tag("long")
@ExtendWith(RealStack.class)
class RollingRestartIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int CUSTOMERS = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Shop shop;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Pod> pods = new ArrayList<>();

    @TempDir
    Path directory;

    RollingRestartIT(TestStack stack) {
        shop = new Shop(stack).open();
    }

    @AfterEach
    void close() throws InterruptedException {
        for (Pod pod : pods) {
            pod.process.close();
        }
        http.close();
        shop.close();
    }

    @Test
    void shouldKeepEveryLookUpAndEveryChangeRight(TestReporter reporter) throws Exception {
        // Given two that share the work, customers who buy and take back all the time, and somebody who looks them up
        shop.publish(Shop.model(1));
        pods.add(new Pod("segue-segmenter-0"));
        pods.add(new Pod("segue-segmenter-1"));
        try (Buying buying = new Buying();
                Reading published = new Reading()) {
            await().atMost(PATIENCE).until(() -> pods.stream().allMatch(Pod::hasOnePartition));
            await().atMost(PATIENCE).until(() -> customers().stream().allMatch(id -> published.changes(id) > 0));
            try (Watcher watcher = new Watcher(http, customers(), published::changes)) {
                pods.forEach(pod -> watcher.ask(pod.address()));
                await().atMost(PATIENCE).until(() -> watcher.found() > 4 * CUSTOMERS);

                // When one after the other is replaced
                for (Pod pod : pods) {
                    List<Integer> before = pod.partitions();
                    Map<String, Integer> asked = notNow(watcher);
                    watcher.letGo(pod.address());
                    pod.stop();
                    pod.start();
                    await().atMost(PATIENCE).until(pod::isReady);
                    watcher.ask(pod.address());

                    // Then it has its own back, nothing has moved, and only its customers had to wait
                    assertThat(pod.partitions()).isEqualTo(before);
                    Map<String, Integer> again = notNow(watcher);
                    assertThat(customers()).allSatisfy(customer -> {
                        if (!before.contains(Shop.partition(customer))) {
                            assertThat(again.get(customer)).as(customer).isEqualTo(asked.get(customer));
                        }
                    });
                    assertThat(again).as("some were to ask again").isNotEqualTo(asked);
                    int rounds = buying.rounds();
                    await().atMost(PATIENCE).until(() -> buying.rounds() > rounds + 4);
                }

                // And nobody was told anything wrong
                buying.close();
                await().atMost(PATIENCE).until(() -> shop.lag() == 0);
                watcher.close();
                reporter.publishEntry("%d look-ups found a customer; the longest that one was not found was %s"
                        .formatted(watcher.found(), watcher.longestWithout()));
                assertThat(watcher.wrong()).isEmpty();
            }
            int rounds = buying.rounds();
            assertThat(audited()).isEqualTo(expected(rounds));
            assertThat(shop.deadLetters()).isEmpty();

            // And every change is there once, each from where the one before led.
            List<ConsumerRecord<String, SegmentChanged>> changes = shop.changes();
            assertThat(changes).extracting(change -> change.value().getId()).doesNotHaveDuplicates();
            assertThat(changes).hasSize(CUSTOMERS * rounds);
            Map<String, String> segments = new HashMap<>();
            changes.forEach(change -> assertThat(segments.put(
                            change.key(), String.valueOf(change.value().getTo())))
                    .isEqualTo(change.value().getFrom()));
        }
    }

    private static List<String> customers() {
        return IntStream.range(0, CUSTOMERS)
                .mapToObj(customer -> "c" + customer)
                .toList();
    }

    private static Map<String, Integer> notNow(Watcher watcher) {
        return customers().stream().collect(Collectors.toMap(customer -> customer, watcher::notNow));
    }

    private static int price(String customer) {
        return 100 + Integer.parseInt(customer.substring(1));
    }

    /** Customer to orders and net, of all customers. */
    private Map<String, List<String>> audited() throws Exception {
        Map<String, List<String>> audited = new HashMap<>();
        await().atMost(PATIENCE)
                .until(() -> !pods.getFirst().process.customers(http).isEmpty());
        pods.getFirst().process.customers(http).forEach(row -> {
            List<String> cells = List.of(row.split(",", -1));
            audited.put(cells.getFirst(), List.of(cells.get(1), cells.get(4)));
        });
        return audited;
    }

    private static Map<String, List<String>> expected(int rounds) {
        Map<String, List<String>> expected = new HashMap<>();
        customers()
                .forEach(customer -> expected.put(
                        customer,
                        List.of(
                                Integer.toString((rounds + 1) / 2),
                                "%d.0000".formatted(rounds % 2 == 0 ? 0 : price(customer)))));
        return expected;
    }

    /** An instance that keeps its name, its state and its address over its lives, as a pod of a StatefulSet does. */
    private final class Pod {
        private final StatefulSetSettings settings;
        private final Path home;
        private final int port = SegmenterProcess.freePort();
        private SegmenterProcess process;

        Pod(String name) throws IOException {
            settings = StatefulSetSettings.of(name);
            home = Files.createDirectory(directory.resolve(name));
            process = run();
        }

        private SegmenterProcess run() throws IOException {
            return SegmenterProcess.start(shop, home, settings.environment(), port);
        }

        void stop() throws InterruptedException {
            process.stop(settings.grace());
        }

        void start() throws IOException {
            process = run();
        }

        URI address() {
            return process.address();
        }

        boolean isReady() throws InterruptedException {
            try {
                return get("/health/readiness").statusCode() == 200;
            } catch (IOException e) {
                return false;
            }
        }

        boolean hasOnePartition() {
            try {
                return isReady() && partitions().size() == 1;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        List<Integer> partitions() throws IOException, InterruptedException {
            List<Integer> partitions = new ArrayList<>();
            for (JsonNode task : JSON.readTree(get("/instances").body())
                    .path("items")
                    .path(0)
                    .path("tasks")) {
                partitions.add(task.path("partition").asInt());
            }
            return partitions;
        }

        private HttpResponse<String> get(String path) throws IOException, InterruptedException {
            return http.send(
                    HttpRequest.newBuilder(address().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** All customers buy and take back in turn, twice a second, until it is closed. */
    private final class Buying implements AutoCloseable {
        private static final Duration PAUSE = Duration.ofMillis(500);
        private final Thread thread = Thread.ofPlatform().name("buying").start(this::run);
        private volatile int rounds;
        private volatile boolean closed;

        int rounds() {
            return rounds;
        }

        private void run() {
            try {
                while (!closed) {
                    int round = rounds;
                    Instant at = Shop.START.plusSeconds(round);
                    for (String customer : customers()) {
                        shop.send(
                                Topic.PURCHASES,
                                customer,
                                Shop.order(
                                        round % 2 == 0 ? PurchaseType.PURCHASE : PurchaseType.CANCELLATION,
                                        customer,
                                        "e" + round,
                                        at,
                                        Integer.toString(price(customer))));
                    }
                    shop.flush();
                    rounds = round + 1;
                    Thread.sleep(PAUSE);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() throws InterruptedException {
            closed = true;
            thread.join();
        }
    }

    /** Reads changes as they are committed, until it is closed. */
    private final class Reading implements AutoCloseable {
        private final Map<String, Integer> changes = new ConcurrentHashMap<>();
        private final Thread thread = Thread.ofPlatform().name("reading").start(this::run);
        private volatile boolean closed;

        int changes(String customer) {
            return changes.getOrDefault(customer, 0);
        }

        private void run() {
            shop.follow(change -> changes.merge(change.key(), 1, Integer::sum), () -> closed);
        }

        @Override
        public void close() throws InterruptedException {
            closed = true;
            thread.join();
        }
    }
}
