package dev.segue.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.avro.Cause;
import dev.segue.avro.SegmentChanged;
import dev.segue.avro.registry.AvroSerializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.registry.Subjects;
import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.console.follow.TopicFollower;
import dev.segue.testkit.RealStack;
import dev.segue.testkit.TestStack;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console on a real broker and registry, with the other services away. */
@ExtendWith(RealStack.class)
class ConsoleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NOBODY = "http://127.0.0.1:9";

    private final TestStack stack;
    private final TopicCatalogue topics;
    private final AvroSerializer<SegmentChanged> serializer;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ApplicationContext context;
    private final URI address;
    private final KafkaProducer<byte[], byte[]> producer;

    ConsoleIT(TestStack stack) {
        this.stack = stack;
        this.topics = new TopicCatalogue(stack.uniquePrefix());
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()))) {
            topics.create(admin, 2);
        }
        this.serializer = new AvroSerializer<>(SchemaRegistry.at(stack.registryUrl(), Map.of()), Subjects.TOPIC_RECORD);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        EmbeddedServer server = ApplicationContext.run(EmbeddedServer.class, settings());
        this.context = server.getApplicationContext();
        this.address = server.getURI();
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", stack.bootstrapServers());
        settings.put("schema.registry.url", stack.registryUrl());
        settings.put("segue.prefix", topics.prefix());
        settings.put("segue.console.segmenters", NOBODY);
        settings.put("segue.console.trainer", NOBODY);
        settings.put("micronaut.server.host", "127.0.0.1");
        settings.put("micronaut.server.port", -1);
        return settings;
    }

    @BeforeEach
    void follow() {
        TopicFollower follower = context.getBean(TopicFollower.class);
        follower.start();
        await().atMost(PATIENCE).until(follower::caughtUp);
    }

    @AfterEach
    void stop() {
        producer.close();
        context.close();
        http.close();
    }

    @Test
    void shouldShowWhatHappenedToACustomerUntilTheyAreErased() throws Exception {
        // Given
        change("c1", "value-1", "value-2", Cause.BEHAVIOUR);
        change("c2", null, "value-1", Cause.BACKFILL);

        // When
        JsonNode timeline = await().atMost(PATIENCE)
                .until(
                        () -> json(get("/api/v1/customers/c1/timeline")),
                        found -> found.get("items").size() == 1);

        // Then
        JsonNode move = timeline.get("items").get(0);
        assertThat(move.get("cause").asText()).isEqualTo("BEHAVIOUR");
        assertThat(move.get("to").get("id").asText()).isEqualTo("value-2");
        assertThat(move.get("explanation").get(0).get("feature").asText()).isEqualTo("recency_days");
        assertThat(json(get("/api/v1/changes?cause=backfill")).get("items").size())
                .isEqualTo(1);

        // And when
        change("c1", "value-2", null, Cause.ERASURE);

        // Then nothing is left of them, and of others everything
        await().atMost(PATIENCE)
                .until(() ->
                        json(get("/api/v1/customers/c1/timeline")).get("items").isEmpty());
        assertThat(json(get("/api/v1/changes")).get("items").size()).isEqualTo(1);
    }

    @Test
    void shouldResumeTheStreamFromTheLastEventAClientHas() throws Exception {
        // Given
        change("c1", null, "value-1", Cause.BACKFILL);
        change("c1", "value-1", "value-2", Cause.BEHAVIOUR);
        change("c1", "value-2", "value-1", Cause.TIME);
        await().atMost(PATIENCE)
                .until(() -> json(get("/api/v1/changes")).get("items").size() == 3);

        // When a client comes with an id from before the first, and again with the second it then had
        List<String> all = ids("0-0-999", 3);
        List<String> rest = ids(all.get(1), 1);

        // Then
        assertThat(rest).containsExactly(all.get(2));
    }

    @Test
    void shouldSendADeadLetterAgainAsItCame() throws Exception {
        // Given
        String purchases = topics.name(Topic.PURCHASES);
        byte[] key = {'c', (byte) 0xc3};
        byte[] value = {0, 1, 2, (byte) 0xff};
        byte[] signature = {(byte) 0x80, 0, (byte) 0xfe, 10};
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(topics.name(Topic.DEAD_LETTERS), key, value);
        letter.headers()
                .add("traceparent", bytes("00-1-2-3"))
                .add("signature", signature)
                .add("signature", bytes("caf\u00e9"))
                .add("nothing", null)
                .add("segue_campaign", bytes("spring"))
                .add("segue_reason", bytes("wrong-currency"))
                .add("__streams.errors.message", bytes("EUR is not GBP"))
                .add("__streams.errors.topic", bytes(purchases));
        producer.send(letter).get();
        JsonNode letters = await().atMost(PATIENCE)
                .until(
                        () -> json(get("/api/v1/dead-letters")),
                        found -> found.get("total").asInt() == 1);
        String id = letters.get("items").get(0).get("id").asText();

        // When
        HttpResponse<String> sent = post("/api/v1/dead-letters/" + id + "/resend", Map.of());

        // Then it has all it came with, byte for byte, and nothing of what it was set aside with
        assertThat(sent.statusCode()).isEqualTo(202);
        ConsumerRecord<byte[], byte[]> again = first(purchases);
        assertThat(again.key()).isEqualTo(key);
        assertThat(again.value()).isEqualTo(value);
        assertThat(again.headers())
                .extracting(header -> header.key())
                .containsExactly("traceparent", "signature", "signature", "nothing", "segue_campaign");
        assertThat(again.headers())
                .extracting(header -> header.value())
                .containsExactly(bytes("00-1-2-3"), signature, bytes("caf\u00e9"), null, bytes("spring"));

        // And what is no text is shown as what it is
        JsonNode whole = json(get("/api/v1/dead-letters/" + id));
        assertThat(whole.get("key").isNull()).isTrue();
        assertThat(whole.get("key_base64").binaryValue()).isEqualTo(key);
        assertThat(whole.at("/headers/1/value").isNull()).isTrue();
        assertThat(whole.at("/headers/1/value_base64").binaryValue()).isEqualTo(signature);
        assertThat(whole.at("/headers/2/value").asText()).isEqualTo("caf\u00e9");
        assertThat(whole.at("/headers/2/value_base64").isNull()).isTrue();
        assertThat(whole.at("/reason").asText()).isEqualTo("wrong-currency");
    }

    @Test
    void shouldMeasureHowLongItTakesUntilAChangeIsSeen() throws Exception {
        // When one comes of an event that arrived two seconds ago
        change("c1", "value-1", "value-2", Cause.BEHAVIOUR, System.currentTimeMillis() - 2_000);

        // Then
        String metrics = await().atMost(PATIENCE)
                .until(
                        () -> get("/prometheus").body(),
                        found -> found.contains("segue_event_to_change_seconds_count 1"));
        assertThat(metrics).contains("segue_event_to_change_seconds_bucket{le=\"1.0\"} 0");
        try (Stream<String> events = events("/api/v1/stream")) {
            String rates = events.filter(line -> line.contains("\"latency\":{"))
                    .findFirst()
                    .orElseThrow();
            assertThat(rates).containsPattern("\"p50_ms\":[2-9]\\d{3}");
        }
    }

    @Test
    void shouldWriteDownWhoDidWhatAndHowItEnded() throws Exception {
        // When the trainer, whom it is for, is away
        assertThat(post("/api/v1/segmentations/value/promote?version=3", Map.of())
                        .statusCode())
                .isEqualTo(503);

        // Then
        JsonNode action = await().atMost(PATIENCE)
                .until(
                        () -> json(get("/api/v1/audit")).get("items"),
                        found ->
                                found.size() == 1 && !found.get(0).get("status").isNull())
                .get(0);
        assertThat(action.get("actor").asText()).isEqualTo("local");
        assertThat(action.get("action").asText()).isEqualTo("promote");
        assertThat(action.get("target").get("segmentation").asText()).isEqualTo("value");
        assertThat(action.get("target").get("version").asText()).isEqualTo("3");
        assertThat(action.get("status").asInt()).isEqualTo(503);
        assertThat(action.get("detail").asText()).contains("trainer");
    }

    @Test
    void shouldSendADeadLetterOnceHoweverOftenItIsAskedForUnderAKey() throws Exception {
        // Given
        String visits = topics.name(Topic.VISITS);
        for (String customer : List.of("c1", "c2")) {
            ProducerRecord<byte[], byte[]> letter =
                    new ProducerRecord<>(topics.name(Topic.DEAD_LETTERS), bytes(customer), new byte[] {1});
            letter.headers().add("__streams.errors.topic", bytes(visits));
            producer.send(letter).get();
        }
        JsonNode letters = await().atMost(PATIENCE)
                .until(
                        () -> json(get("/api/v1/dead-letters")),
                        found -> found.get("total").asInt() == 2);
        String resend =
                "/api/v1/dead-letters/" + letters.get("items").get(0).get("id").asText() + "/resend";
        String other =
                "/api/v1/dead-letters/" + letters.get("items").get(1).get("id").asText() + "/resend";
        Map<String, String> key = Map.of("Idempotency-Key", "0b9c5c1e");

        // When many ask at once, and again
        List<HttpResponse<String>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> asked = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> post(resend, key)))
                    .toList();
            for (Future<HttpResponse<String>> answer : asked) {
                answers.add(answer.get());
            }
        }
        answers.add(post(resend, key));

        // Then all are told the same, and it was sent once
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).isEqualTo(answers.getFirst().body());
        });
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()))) {
            Map<TopicPartition, OffsetSpec> ends = Map.of(
                    new TopicPartition(visits, 0),
                    OffsetSpec.latest(),
                    new TopicPartition(visits, 1),
                    OffsetSpec.latest());
            assertThat(admin.listOffsets(ends).all().get().values().stream()
                            .mapToLong(end -> end.offset())
                            .sum())
                    .isEqualTo(1);
        }

        // And another request under the same key is refused
        HttpResponse<String> refused = post(other, key);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).get("detail").asText()).contains("another request");
    }

    @Test
    void shouldAnswerAsItsDescriptionSays() throws Exception {
        // Given something of all there is without other services
        change("c1", "value-1", "value-2", Cause.BEHAVIOUR);
        change("c2", null, "value-1", Cause.BACKFILL);
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(topics.name(Topic.DEAD_LETTERS), bytes("c1"), new byte[] {0, 1});
        letter.headers().add("segue_reason", bytes("wrong-currency"));
        producer.send(letter).get();
        await().atMost(PATIENCE)
                .until(() -> json(get("/api/v1/changes")).get("items").size() == 2
                        && json(get("/api/v1/dead-letters")).get("total").asInt() == 1);
        String id =
                json(get("/api/v1/dead-letters")).get("items").get(0).get("id").asText();
        Description description = new Description(json(get("/openapi/segue-console.json")));

        // When, Then
        Map<String, String> answered = new LinkedHashMap<>();
        answered.put("/api/v1/changes", "/api/v1/changes?limit=1");
        answered.put("/api/v1/customers/{id}/timeline", "/api/v1/customers/c1/timeline");
        answered.put("/api/v1/dead-letters", "/api/v1/dead-letters");
        answered.put("/api/v1/dead-letters/{id}", "/api/v1/dead-letters/" + id);
        answered.put("/api/v1/operations", "/api/v1/operations");
        answered.put("/api/v1/session", "/api/v1/session");
        answered.put("/api/v1/segmentations", "/api/v1/segmentations");
        answered.put("/api/v1/segmentations/{segmentation}/overview", "/api/v1/segmentations/none/overview");
        for (Map.Entry<String, String> path : answered.entrySet()) {
            HttpResponse<String> answer = get(path.getValue());
            assertThat(description.wrongWith(path.getKey(), "get", answer))
                    .as("%s: %s", path.getValue(), answer.body())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/nowhere, 404",
        "/api/v1/audit?cursor=x, 400",
        "/api/v1/segmentations/none/overview, 404",
        "/api/v1/changes?limit=many, 400",
        "/api/v1/changes?limit=100000, 400",
        "/api/v1/changes?cursor=x, 400",
        "/api/v1/changes?type=both, 400",
        "/api/v1/dead-letters/7-7, 404",
        "/api/v1/stream?last_event_id=x, 400",
        "/api/v1/customers/c1, 503",
        "/api/v1/segmentations, 503",
        "/api/v1/segmentations/value/models/latest, 400",
    })
    void shouldSayWhatIsWrongInAProblemDocument(String path, int status) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(json(response).get("detail").asText()).isNotBlank().doesNotContain("Exception");
        assertThat(response.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
    }

    @Test
    void shouldRefuseWhatPagesOfOthersWant() throws Exception {
        assertThat(post("/api/v1/segmentations/value/promote", Map.of("Origin", "http://example.com"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/api/v1/segmentations/value/promote", Map.of("Origin", address.toString()))
                        .statusCode())
                .isEqualTo(503);
    }

    @Test
    void shouldTellHowItsPartsAreWhereThereIsNoLogin() throws Exception {
        HttpResponse<String> health = get("/health");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(json(health).at("/details/topics/status").asText()).isEqualTo("UP");
    }

    @Test
    void shouldServeTheDashboardUnderItsAddresses() throws Exception {
        for (String path : List.of("/", "/segments/value-3", "/customers/c1", "/operations")) {
            HttpResponse<String> page = get(path);

            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.body()).as(path).contains("/dashboard/app.js");
            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .isPresent();
        }
    }

    private void change(String customer, @Nullable String from, @Nullable String to, Cause cause) throws Exception {
        change(customer, from, to, cause, null);
    }

    private void change(
            String customer, @Nullable String from, @Nullable String to, Cause cause, @Nullable Long arrived)
            throws Exception {
        SegmentChanged change = SegmentChanged.newBuilder()
                .setId(customer + from + to)
                .setUserId(customer)
                .setTimestamp(Instant.parse("2026-03-01T00:00:00Z"))
                .setSegmentation("value")
                .setFrom(from)
                .setTo(to)
                .setCause(cause)
                .setModelVersion(1)
                .setDistance(1.0)
                .setExplanation(List.of(dev.segue.avro.FeatureContribution.newBuilder()
                        .setFeature("recency_days")
                        .setValue(40.0)
                        .setContribution(2.0)
                        .build()))
                .build();
        String topic = topics.name(Topic.SEGMENT_EVENTS);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, bytes(customer), serializer.serialize(topic, change));
        if (arrived != null) {
            record.headers().add("segue_arrived_at", bytes(arrived.toString()));
        }
        producer.send(record).get();
    }

    private List<String> ids(String after, int count) throws IOException, InterruptedException {
        try (Stream<String> lines = events("/api/v1/stream?last_event_id=" + after)) {
            return lines.filter(line -> line.startsWith("id:"))
                    .map(line -> line.substring("id:".length()).strip())
                    .limit(count)
                    .toList();
        }
    }

    private Stream<String> events(String path) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(address.resolve(path))
                                .header("Accept", "text/event-stream")
                                .timeout(PATIENCE)
                                .build(),
                        HttpResponse.BodyHandlers.ofLines())
                .body();
    }

    private ConsumerRecord<byte[], byte[]> first(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        stack.bootstrapServers(),
                        "group.id",
                        topic + "-test",
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            return await().atMost(PATIENCE)
                    .until(() -> consumer.poll(Duration.ofMillis(200)), found -> !found.isEmpty())
                    .iterator()
                    .next();
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path)).POST(HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
