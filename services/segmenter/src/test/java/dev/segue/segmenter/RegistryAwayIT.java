package dev.segue.segmenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.segue.avro.Purchase;
import dev.segue.avro.topics.Topic;
import dev.segue.segmenter.service.SegmenterService;
import dev.segue.testkit.RealStack;
import dev.segue.testkit.TestStack;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.ThreadMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** While the registry is away, what needs it waits; nothing is set aside, and no thread dies over it. */
@Tag("long")
@ExtendWith(RealStack.class)
class RegistryAwayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int HEAD = 5;

    private final Shop shop;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean away;
    private HttpServer between;
    private ApplicationContext context;

    @TempDir
    Path stateDir;

    RegistryAwayIT(TestStack stack) {
        shop = new Shop(stack).open();
    }

    @BeforeEach
    void open() throws IOException {
        between = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        between.createContext("/", this::pass);
        between.start();
        URI registry = URI.create(shop.stack.registryUrl());
        context = ApplicationContext.run(
                        EmbeddedServer.class,
                        shop.properties(
                                "http://127.0.0.1:%d%s"
                                        .formatted(between.getAddress().getPort(), registry.getPath()),
                                stateDir.toString()))
                .getApplicationContext();
    }

    @AfterEach
    void close() {
        context.close();
        between.stop(0);
        http.close();
        shop.close();
    }

    @Test
    void shouldWaitWithARecordOfASchemaItHasNotSeen() {
        // Given
        SegmenterService segmenter = context.getBean(SegmenterService.class);
        segmenter.start();
        shop.send(Topic.PURCHASES, "c1", Shop.purchase("c1", "e1", Shop.START, "20"));
        shop.flush();
        await().atMost(PATIENCE).until(() -> shop.committed(Topic.CUSTOMER_FEATURES) > 0 && shop.lag() == 0);
        Set<String> threads = threads(segmenter);

        // When
        away = true;
        shop.send(Topic.PURCHASES, "c1", ofANewerWriter(Shop.purchase("c1", "e2", Shop.START.plusSeconds(1), "20")));
        shop.flush();

        // Then
        await().atMost(PATIENCE).until(() -> refused.get() >= 3);
        assertThat(shop.lag()).isPositive();
        assertThat(shop.deadLetters()).isEmpty();

        // And it goes on with the registry.
        away = false;
        await().atMost(PATIENCE).until(() -> shop.lag() == 0);
        assertThat(shop.deadLetters()).isEmpty();
        assertThat(threads(segmenter)).isEqualTo(threads);
    }

    @Test
    void shouldWaitForTheRegistryBeforeItStarts() {
        // Given
        away = true;
        SegmenterService segmenter = context.getBean(SegmenterService.class);
        shop.send(Topic.PURCHASES, "c1", Shop.purchase("c1", "e1", Shop.START, "20"));
        shop.flush();

        // When
        CompletableFuture<Void> start = CompletableFuture.runAsync(segmenter::start);

        // Then
        await().atMost(PATIENCE).until(() -> refused.get() >= 2);
        assertThat(segmenter.state()).isEqualTo("waiting for schema registry");
        assertThat(segmenter.running()).isNull();

        // And it starts with the registry, and publishes.
        away = false;
        await().atMost(PATIENCE).until(() -> shop.committed(Topic.CUSTOMER_FEATURES) > 0);
        assertThat(start).succeedsWithin(PATIENCE);
        assertThat(shop.deadLetters()).isEmpty();
    }

    /** The same bytes under another schema id: that of a writer who adds a documentation. */
    private byte[] ofANewerWriter(Purchase purchase) {
        String topic = shop.topics.name(Topic.PURCHASES);
        Schema newer = new Schema.Parser()
                .parse(Purchase.getClassSchema().toString().replace("\"doc\":\"The order,", "\"doc\":\"Order,"));
        int id = shop.registry.register(topic + "-newer-value", newer);
        byte[] bytes = Objects.requireNonNull(new dev.segue.avro.registry.AvroSerializer<Purchase>(
                        shop.registry, dev.segue.avro.registry.Subjects.TOPIC)
                .serialize(topic, purchase));
        assertThat(ByteBuffer.wrap(bytes, 1, HEAD - 1).getInt()).isNotEqualTo(id);
        ByteBuffer.wrap(bytes).putInt(1, id);
        return bytes;
    }

    private static Set<String> threads(SegmenterService segmenter) {
        KafkaStreams streams = Objects.requireNonNull(segmenter.running()).streams();
        return streams.metadataForLocalThreads().stream()
                .map(ThreadMetadata::threadName)
                .collect(Collectors.toSet());
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (away) {
                refused.incrementAndGet();
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            URI registry = URI.create(shop.stack.registryUrl());
            HttpRequest request = HttpRequest.newBuilder(
                            registry.resolve(exchange.getRequestURI().toString()))
                    .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
