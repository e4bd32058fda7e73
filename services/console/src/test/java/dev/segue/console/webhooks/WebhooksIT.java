package dev.segue.console.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.segue.avro.Cause;
import dev.segue.avro.SegmentChanged;
import dev.segue.avro.StrategyTriggered;
import dev.segue.avro.registry.AvroSerializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.registry.Subjects;
import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.console.follow.TopicFollower;
import dev.segue.console.webhooks.NodeReceiver.Delivery;
import dev.segue.testkit.RealStack;
import dev.segue.testkit.TestStack;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Webhooks on a real broker, to receivers that verify with the published library. */
@ExtendWith(RealStack.class)
class WebhooksIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NOBODY = "http://127.0.0.1:9";
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER_SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

    private final TestStack stack;
    private final TopicCatalogue topics;
    private final AvroSerializer<SpecificRecord> serializer;
    private final HttpClient http = HttpClient.newHttpClient();
    private KafkaProducer<byte[], byte[]> producer;
    private final List<Map<String, String>> webhooks = new ArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Map<String, List<String>> published = new LinkedHashMap<>();
    private final List<EmbeddedServer> consoles = new ArrayList<>();

    WebhooksIT(TestStack stack) {
        this.stack = stack;
        this.topics = new TopicCatalogue(stack.uniquePrefix());
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()))) {
            topics.create(admin, 2);
        }
        this.serializer = new AvroSerializer<>(SchemaRegistry.at(stack.registryUrl(), Map.of()), Subjects.TOPIC_RECORD);
        this.producer = producer();
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void stop() throws Exception {
        while (!consoles.isEmpty()) {
            stopConsole();
        }
        for (AutoCloseable one : opened) {
            one.close();
        }
        producer.close();
        http.close();
    }

    @Test
    @Tag("long")
    void shouldTellEveryReceiverEverythingWhateverBecomesOfTheOthers() throws Exception {
        // Given a receiver beside one that goes down and one that takes its time
        Path node = NodeReceiver.install();
        NodeReceiver prompt = receiver(node, "prompt", 0);
        NodeReceiver down = receiver(node, "down", 0);
        NodeReceiver slow = receiver(node, "slow", 3_000);
        startConsole();
        for (int i = 0; i < 40; i++) {
            change("c" + i % 20, Cause.BEHAVIOUR);
        }
        await().atMost(PATIENCE).until(() -> ids(down).size() == 40);

        // When one is down for a minute, while changes go on and the console is started anew
        down.kill();
        long killed = System.nanoTime();
        AtomicInteger sent = new AtomicInteger();
        ScheduledExecutorService shop = Executors.newSingleThreadScheduledExecutor();
        opened.add(shop);
        var trade = shop.scheduleAtFixedRate(
                () -> change("c" + sent.getAndIncrement() % 20, Cause.BEHAVIOUR), 0, 250, TimeUnit.MILLISECONDS);
        await().atMost(PATIENCE)
                .until(() -> "retrying".equals(status("down").get("state").asText()));
        await().atMost(PATIENCE)
                .until(() -> System.nanoTime() - killed > Duration.ofSeconds(25).toNanos());
        stopConsole();
        await().atMost(PATIENCE)
                .until(() -> System.nanoTime() - killed > Duration.ofSeconds(30).toNanos());
        startConsole();
        int beforeTheEnd = sent.get();
        await().atMost(PATIENCE)
                .until(() -> sent.get() > beforeTheEnd + 60
                        && System.nanoTime() - killed > Duration.ofSeconds(60).toNanos());

        // Then that delays nobody
        int hidden = sent.get();
        await("what was published is at the prompt receiver within seconds")
                .atMost(Duration.ofSeconds(5))
                .until(() -> ids(prompt).size() >= 40 + hidden);
        assertThat(ids(down)).hasSize(40);
        assertThat(status("down").get("lag").asLong()).isPositive();

        // And when it is back
        down.start();
        trade.cancel(false);
        await().atMost(PATIENCE).until(trade::isDone);
        int all = 40 + sent.get();

        // Then everybody has everything, in each customer's order, and once but for what was under way when something
        // stopped
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
            for (NodeReceiver receiver : List.of(prompt, down, slow)) {
                assertThat(ids(receiver)).hasSize(all);
            }
        });
        for (NodeReceiver receiver : List.of(prompt, down, slow)) {
            assertThat(receiver.deliveries()).allMatch(Delivery::verified);
            assertThat(received(receiver)).isEqualTo(published);
            assertThat(receiver.deliveries().size() - all).isLessThanOrEqualTo(2 * 64);
        }
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(status("down").get("lag").asLong()).isZero());
        assertThat(status("down").get("state").asText()).isEqualTo("delivering");
    }

    @Test
    void shouldTryAgainWhereTheReceiverDoesNotKnowTheSignature() throws Exception {
        // Given one receiver that has another secret than the console
        Path node = NodeReceiver.install();
        NodeReceiver knowing = receiver(node, "knowing", 0);
        NodeReceiver mistaken = new NodeReceiver(node, OTHER_SECRET, 0);
        mistaken.start();
        opened.add(mistaken);
        webhook("mistaken", mistaken.url(), Map.of());
        startConsole();

        // When
        change("c1", Cause.BEHAVIOUR);

        // Then
        await().atMost(PATIENCE)
                .until(() -> knowing.deliveries().size() == 1
                        && mistaken.deliveries().size() >= 2);
        assertThat(knowing.deliveries()).allMatch(Delivery::verified);
        assertThat(mistaken.deliveries()).noneMatch(Delivery::verified);
        assertThat(status("mistaken").get("state").asText()).isEqualTo("retrying");
        assertThat(status("mistaken").get("last_error").asText()).contains("status 401: No matching signature found");
    }

    @Test
    void shouldPassOverWhatIsRefusedAndStopWhereTheReceiverIsGone() throws Exception {
        // Given
        Answering picky = new Answering(body -> body.contains("\"c1\"") ? 422 : 204);
        Answering gone = new Answering(body -> 410);
        webhook("picky", picky.url(), Map.of());
        webhook("gone", gone.url() + "?key=hidden", Map.of());
        startConsole();

        // When
        String first = change("c1", Cause.BEHAVIOUR);
        String second = change("c2", Cause.BEHAVIOUR);

        // Then
        await().atMost(PATIENCE).until(() -> status("picky").get("refused").asInt() == 1);
        JsonNode status = status("picky");
        assertThat(status.get("refusals").get(0).get("id").asText()).isEqualTo(first);
        assertThat(status.get("refusals").get(0).get("answer").asText()).isEqualTo("status 422: as it is");
        assertThat(status.get("state").asText()).isEqualTo("delivering");
        assertThat(status.get("last_id").asText()).isEqualTo(second);
        assertThat(picky.bodies.stream().filter(body -> body.contains("\"c1\"")))
                .hasSize(5);
        assertThat(status("gone").get("state").asText()).isEqualTo("stopped");
        assertThat(status("gone").get("url").asText()).isEqualTo(gone.url());
        int asked = gone.bodies.size();

        // And when there is more
        change("c3", Cause.TIME);

        // Then the one goes on, and the other is left alone
        await().atMost(PATIENCE).until(() -> picky.bodies.stream().anyMatch(body -> body.contains("\"c3\"")));
        assertThat(gone.bodies).hasSize(asked);
        assertThat(metrics())
                .contains("segue_webhook_deliveries_total{result=\"refused\",webhook=\"picky\"} 1.0")
                .contains("segue_webhook_delivery_seconds_count{webhook=\"picky\"}")
                .contains("segue_webhook_lag_records{webhook=\"picky\"}");
    }

    @Test
    void shouldShareTheWorkAmongConsolesThatComeAndGo() throws Exception {
        // Given a console with much to deliver
        NodeReceiver receiver = receiver(NodeReceiver.install(), "crm", 100);
        startConsole();
        for (int i = 0; i < 2_000; i++) {
            change("c" + i % 20, Cause.MODEL);
        }
        await().atMost(PATIENCE).until(() -> receiver.deliveries().size() > 100);

        // When another joins it, and then it goes
        startConsole();
        EmbeddedServer second = consoles.getLast();
        await().atMost(PATIENCE).until(() -> delivered(second) > 100);
        assertThat(ids(receiver)).hasSizeLessThan(2_000);
        stopConsole();

        // Then nothing is lacking or out of order
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ids(receiver)).hasSize(2_000));
        assertThat(received(receiver)).isEqualTo(published);
        assertThat(receiver.deliveries()).hasSizeLessThanOrEqualTo(2_000 + 4 * 64);
    }

    private static long delivered(EmbeddedServer console) {
        return console.getApplicationContext()
                .getBean(Webhooks.class)
                .views()
                .getFirst()
                .delivered();
    }

    @Test
    void shouldNotSkipWhatIsPublishedWhileNoConsoleRuns() throws Exception {
        // Given a webhook that has begun, and delivered nothing yet
        change("c1", Cause.BACKFILL);
        Answering receiver = new Answering(body -> 204);
        webhook("crm", receiver.url(), Map.of());
        startConsole();
        stopConsole();

        // When
        String meanwhile = change("c1", Cause.BEHAVIOUR);
        startConsole();

        // Then
        await().atMost(PATIENCE)
                .until(() -> meanwhile.equals(status("crm").get("last_id").asText()));
        assertThat(receiver.bodies).hasSize(1);
    }

    @Test
    void shouldReadPartitionsThatAreAddedFromTheirBeginning() throws Exception {
        // Given a webhook that has begun, and one change from before
        change("c1", Cause.BACKFILL);
        Answering receiver = new Answering(body -> 204);
        webhook("crm", receiver.url(), Map.of());
        startConsole();

        // When there are more partitions, with changes in all before the console can know of them
        List<String> meanwhile = new ArrayList<>();
        addPartitions(4);
        for (int i = 0; i < 20; i++) {
            meanwhile.add(change("d" + i, Cause.BEHAVIOUR));
        }

        // Then none is skipped, and nothing from before is sent
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(receiver.ids()).containsExactlyInAnyOrderElementsOf(meanwhile));
    }

    @Test
    void shouldReadPartitionsFromTheirBeginningThatAreAddedWhileNoConsoleRuns() throws Exception {
        // Given a webhook that has begun, and delivered nothing yet
        change("c1", Cause.BACKFILL);
        Answering receiver = new Answering(body -> 204);
        webhook("crm", receiver.url(), Map.of());
        startConsole();
        stopConsole();

        // When
        List<String> meanwhile = new ArrayList<>();
        addPartitions(4);
        for (int i = 0; i < 20; i++) {
            meanwhile.add(change("d" + i, Cause.BEHAVIOUR));
        }
        startConsole();

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(receiver.ids()).containsExactlyInAnyOrderElementsOf(meanwhile));
    }

    @Test
    void shouldSendNothingFromBeforeWhereSeveralConsolesBeginANewWebhook() throws Exception {
        // Given changes from before, in all partitions
        for (int i = 0; i < 20; i++) {
            change("c" + i, Cause.BACKFILL);
        }
        Answering receiver = new Answering(body -> 204);
        webhook("crm", receiver.url(), Map.of());

        // When
        startConsole();
        startConsole();
        await().atMost(PATIENCE).until(() -> members("crm") == 2);
        List<String> after = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            after.add(change("d" + i, Cause.BEHAVIOUR));
        }

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(receiver.ids()).containsExactlyInAnyOrderElementsOf(after));
    }

    @Test
    void shouldTellOfErasuresAndNoMoreOfWhatWasBefore() throws Exception {
        // Given a receiver of one segmentation's triggers, which is away, and then is not
        AtomicInteger answer = new AtomicInteger(503);
        Answering receiver = new Answering(body -> answer.get());
        webhook("mail", receiver.url(), Map.of("events", "trigger", "segmentation", "value"));
        startConsole();
        change("c1", Cause.BEHAVIOUR);
        trigger("c1", "engagement");
        trigger("c1", "value");
        trigger("c2", "value");
        await().atMost(PATIENCE).until(() -> receiver.bodies.size() >= 2);

        // When
        String erasure = change("c1", Cause.ERASURE);
        await().atMost(PATIENCE)
                .until(() ->
                        context().getBean(Erasures.class).overtook(new Message("", "c1", 0, 0, false, new byte[0])));
        receiver.bodies.clear();
        answer.set(204);

        // Then
        await().atMost(PATIENCE)
                .until(() -> erasure.equals(status("mail").get("last_id").asText()));
        assertThat(receiver.bodies)
                .hasSize(2)
                .anyMatch(body -> body.contains("\"strategy.triggered\"") && body.contains("\"c2\""))
                .anyMatch(body -> body.contains("\"segment.changed\"") && body.contains("\"ERASURE\""));
        assertThat(status("mail").get("withheld").asInt()).isEqualTo(1);
    }

    private NodeReceiver receiver(Path node, String id, int takesMillis) throws IOException {
        NodeReceiver receiver = new NodeReceiver(node, SECRET, takesMillis);
        opened.add(receiver);
        receiver.start();
        webhook(id, receiver.url(), Map.of());
        return receiver;
    }

    private void webhook(String id, String url, Map<String, String> more) {
        Map<String, String> webhook = new HashMap<>(more);
        webhook.put("id", id);
        webhook.put("url", url);
        webhook.put("secret", SECRET);
        webhooks.add(webhook);
    }

    /** Starts a console, and waits until each webhook knows where it is in the topic. */
    private void startConsole() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", stack.bootstrapServers());
        settings.put("schema.registry.url", stack.registryUrl());
        settings.put("segue.prefix", topics.prefix());
        settings.put("segue.console.segmenters", NOBODY);
        settings.put("segue.console.trainer", NOBODY);
        settings.put("segue.console.webhooks", webhooks);
        // How long partitions may be there before a consumer notices; five minutes where nothing is set.
        settings.put("kafka.metadata.max.age.ms", 2_000);
        settings.put("micronaut.server.host", "127.0.0.1");
        settings.put("micronaut.server.port", -1);
        EmbeddedServer started = ApplicationContext.run(EmbeddedServer.class, settings);
        consoles.add(started);
        Webhooks all = started.getApplicationContext().getBean(Webhooks.class);
        started.getApplicationContext().getBean(TopicFollower.class).start();
        all.start();
        await().atMost(PATIENCE).until(this::allKnowWhereTheyAre);
    }

    private boolean allKnowWhereTheyAre() throws IOException, InterruptedException {
        for (Map<String, String> webhook : webhooks) {
            if (status(String.valueOf(webhook.get("id"))).get("lag").isNull()) {
                return false;
            }
        }
        return true;
    }

    /** Stops the one that has been running for the longest. */
    private void stopConsole() {
        consoles.removeFirst().getApplicationContext().close();
    }

    private ApplicationContext context() {
        return consoles.getFirst().getApplicationContext();
    }

    private static List<String> ids(NodeReceiver receiver) {
        return receiver.deliveries().stream().map(Delivery::id).distinct().toList();
    }

    /** By customer, what came first of each message. */
    private static Map<String, List<String>> received(NodeReceiver receiver) {
        Map<String, List<String>> received = new LinkedHashMap<>();
        for (Delivery delivery : receiver.deliveries()) {
            List<String> of = received.computeIfAbsent(String.valueOf(delivery.customer()), id -> new ArrayList<>());
            if (!of.contains(delivery.id())) {
                of.add(delivery.id());
            }
        }
        return received;
    }

    private String change(String customer, Cause cause) {
        List<String> of = published.computeIfAbsent(customer, id -> new CopyOnWriteArrayList<>());
        String id = "%s-%d".formatted(customer, of.size());
        publish(
                customer,
                SegmentChanged.newBuilder()
                        .setId(id)
                        .setUserId(customer)
                        .setTimestamp(Instant.parse("2026-03-01T00:00:00Z"))
                        .setSegmentation("value")
                        .setFrom("value-1")
                        .setTo(cause == Cause.ERASURE ? null : "value-2")
                        .setCause(cause)
                        .setModelVersion(1)
                        .setDistance(1.0)
                        .build());
        of.add(id);
        return id;
    }

    private void trigger(String customer, String segmentation) {
        publish(
                customer,
                StrategyTriggered.newBuilder()
                        .setId(customer + "-" + segmentation)
                        .setUserId(customer)
                        .setTimestamp(Instant.parse("2026-03-01T00:00:00Z"))
                        .setSegmentation(segmentation)
                        .setSegment("value-2")
                        .setStrategy("win-back")
                        .build());
    }

    private void addPartitions(int all) throws Exception {
        String topic = topics.name(Topic.SEGMENT_EVENTS);
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()))) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(all)))
                    .all()
                    .get();
            await().atMost(PATIENCE)
                    .until(() -> admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                                    .flatMap(found -> found.partitions().stream())
                                    .filter(partition -> partition.leader() != null)
                                    .count()
                            == all);
        }
        // A producer that knows only of the old partitions would leave the new ones empty.
        producer.close();
        producer = producer();
    }

    /** How many consoles have the partitions of a webhook among them. */
    private long members(String id) throws Exception {
        String group = topics.prefix() + "webhook-" + id;
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()))) {
            return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                    .flatMap(found -> found.members().stream())
                    .filter(member -> !member.assignment().topicPartitions().isEmpty())
                    .count();
        }
    }

    private void publish(String customer, SpecificRecord record) {
        String topic = topics.name(Topic.SEGMENT_EVENTS);
        producer.send(new ProducerRecord<>(
                topic, customer.getBytes(StandardCharsets.UTF_8), serializer.serialize(topic, record)));
        producer.flush();
    }

    private JsonNode status(String id) throws IOException, InterruptedException {
        JsonNode all = new ObjectMapper().readTree(get("/api/v1/webhooks"));
        for (JsonNode one : all.get("items")) {
            if (one.get("id").asText().equals(id)) {
                return one;
            }
        }
        throw new AssertionError("no webhook " + id + " in " + all);
    }

    private String metrics() throws IOException, InterruptedException {
        return get("/prometheus");
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        consoles.getFirst().getURI().resolve(path))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** A receiver that answers as it is told to. */
    private final class Answering {
        private final HttpServer server;
        private final List<String> bodies = new CopyOnWriteArrayList<>();

        Answering(ToIntFunction<String> answer) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var threads = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                bodies.add(body);
                int status = answer.applyAsInt(body);
                byte[] text = "as it\n\tis".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, status == 204 ? -1 : text.length);
                if (status != 204) {
                    exchange.getResponseBody().write(text);
                }
                exchange.close();
            });
            server.start();
            opened.add(() -> {
                server.stop(0);
                threads.close();
            });
        }

        /** The changes that came, each once. */
        Set<String> ids() throws IOException {
            Set<String> ids = new LinkedHashSet<>();
            for (String body : bodies) {
                ids.add(new ObjectMapper().readTree(body).at("/data/id").asText());
            }
            return ids;
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
        }
    }
}
