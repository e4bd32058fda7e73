package dev.segue.cli.secured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.cli.CommandRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * TLS, SCRAM and ACLs at the broker, TLS and passwords at the registry: all by configuration, with the rights of {@code
 * deploy/kubernetes/kafka/users.yaml} and no others.
 */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecuredE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHANGES = "segue.segment-events.v1";
    private static final String[] REFUSALS = {
        "AuthorizationException", "AuthenticationException", "Not authorized", "uthorization failed", "refuse"
    };

    @TempDir
    private static Path directory;

    private static Inbox inbox;
    private static SecuredSegue segue;
    private static Trading trading;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        http = HttpClient.newHttpClient();
        inbox = new Inbox();
        segue = new SecuredSegue(directory, inbox.address());
        System.setProperty("SEGUE_HOME", directory.resolve("replays").toString());
        trading = new Trading(segue);
    }

    @AfterAll
    static void stop() {
        System.clearProperty("SEGUE_HOME");
        for (AutoCloseable one : new AutoCloseable[] {trading, segue, inbox, http}) {
            close(one);
        }
    }

    @Test
    @Order(1)
    void shouldWorkByConfigurationAloneWithNoMoreRightsThanNeeded() throws Exception {
        // When the shop sells, and a model is trained
        trading.trade(150);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(segue.run(SecuredSegue.OPERATOR, "train", "value"))
                        .contains("value v1"));

        // Then changes come out, to the campaign engine and by webhook
        readUntil(() -> trading.changes() > 0);
        await().atMost(PATIENCE).until(() -> inbox.received() > 0);

        // When the shop goes on, with strategies carried out
        for (int week = 0; week < 12; week++) {
            trading.trade(7);
            trading.readOn();
        }
        readUntil(() -> trading.triggers() > 0);

        // Then the console answers
        assertThat(get("/api/v1/segmentations").toString()).contains("\"value\"");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(get("/api/v1/operations").at("/lag")).isNotEmpty());
        sendDeadLettersAgain();

        // And the command line does what operators do
        assertThat(replay()).contains("dead letters         0");
        segue.run(SecuredSegue.OPERATOR, "kpis");
        segue.run(SecuredSegue.OPERATOR, "outcomes");
        segue.run(
                SecuredSegue.OPERATOR,
                "report",
                "--html",
                directory.resolve("report.html").toString());
        segue.run(SecuredSegue.OPERATOR, "models", "list", "value");
        segue.run(SecuredSegue.OPERATOR, "customer", "merge", "secured-00001", "secured-00002");
        segue.run(SecuredSegue.OPERATOR, "customer", "erase", "secured-00003");

        // When the segmenter has lost its state
        List<String> customers = customers();
        segue.kill("segmenter");
        deleteAll(segue.data("segmenter"));
        segue.start();

        // Then it has it again
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(customers()).isEqualTo(customers));

        // And nobody was refused anything, nor could do more than they did
        List<Rule> services = Rule.shipped().stream()
                .filter(rule -> !rule.user().equals(SecuredSegue.OPERATOR.name()))
                .toList();
        await().atMost(PATIENCE).untilAsserted(() -> {
            Audit audit = Audit.of(segue.log("kafka"));
            assertThat(audit.denied()).isEmpty();
            assertThat(services).filteredOn(rule -> !audit.used(rule)).isEmpty();
        });
        assertThat(segue.logs()).allSatisfy(log -> assertThat(log).doesNotContain(REFUSALS));

        // And no log has a secret, though Kafka's clients were let write down their settings
        assertThat(Stream.concat(segue.logs().stream(), Stream.of(segue.log("kafka"), segue.log("registry"))))
                .allSatisfy(log -> assertThat(log).doesNotContain("kafka-secret-of", "registry-secret-of"));
        assertThat(segue.logs()).allSatisfy(log -> assertThat(log).contains("sasl.jaas.config = [hidden]"));
    }

    @Test
    @Order(2)
    void shouldNameTheRightThatIsMissing() throws Exception {
        // When the console's user writes changes, then it is told of which topic
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                segue.settings(SecuredSegue.CONSOLE), new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>(CHANGES, new byte[1]))
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(TopicAuthorizationException.class)
                    .hasMessageContaining(CHANGES);
        }

        // When the shop's reads them
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                segue.settings(SecuredSegue.SHOP), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(CHANGES, 0)));
            consumer.seekToBeginning(consumer.assignment());
            assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(30)))
                    .isInstanceOf(TopicAuthorizationException.class)
                    .hasMessageContaining(CHANGES);
        }

        // When somebody uses the command line who may not, or is not who they say
        assertRefused(segue.command(SecuredSegue.SHOP, "topics", "create"), "segue.", "uthorization");
        assertRefused(
                segue.command(SecuredSegue.OPERATOR.mistakenForKafka(), "topics", "create"), "invalid credentials");
        assertRefused(
                segue.command(SecuredSegue.OPERATOR.mistakenForRegistry(), "kpis"),
                "refuses who asks",
                "schema.registry.basic.auth.user.info");
    }

    @Test
    @Order(3)
    void aSegmenterShouldWaitForARightThatIsMissingAndSayWhich() throws Exception {
        // Given
        Rule right = new Rule(SecuredSegue.SEGMENTER.name(), AclOperation.WRITE, ResourceType.TOPIC, CHANGES, false);
        assertThat(Rule.shipped()).contains(right);
        trading.readOn();

        // When it is withdrawn while the segmenter runs
        segue.withdraw(right);
        trading.trade(14);

        // Then it says so
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                get(segue.at("segmenter"), "/health").body())
                        .contains("refused by the brokers: Not authorized to access topics: [" + CHANGES + "]"));
        assertThat(segue.log("segmenter"))
                .contains("the brokers refuse the segmenter: Not authorized to access topics: [" + CHANGES + "]");

        // When it starts without
        segue.kill("segmenter");
        CompletableFuture<Void> start = CompletableFuture.runAsync(SecuredE2E::startAgain);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(segue.log("segmenter"))
                        .contains("waiting for rights that the brokers do not give: WRITE " + CHANGES));

        // Then it goes on as soon as it has it
        int before = trading.changes();
        segue.give(right);
        assertThat(start).succeedsWithin(PATIENCE);
        readUntil(() -> trading.changes() > before);
    }

    private static void startAgain() {
        try {
            segue.start();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void readUntil(BooleanSupplier enough) {
        await().atMost(PATIENCE).until(() -> {
            trading.readOn();
            return enough.getAsBoolean();
        });
    }

    /** One on each input, from whoever may write there, sent again by the console. */
    private void sendDeadLettersAgain() throws Exception {
        Map<String, User> writers = Map.of(
                "segue.purchases.v1", SecuredSegue.SHOP,
                "segue.profiles.v1", SecuredSegue.SHOP,
                "segue.visits.v1", SecuredSegue.SHOP,
                "segue.feedback.v1", SecuredSegue.SHOP,
                "segue.campaigns.v1", SecuredSegue.CAMPAIGNS,
                "segue.customer-requests.v1", SecuredSegue.OPERATOR);
        for (Map.Entry<String, User> writer : writers.entrySet()) {
            try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                    segue.settings(writer.getValue()), new ByteArraySerializer(), new ByteArraySerializer())) {
                producer.send(new ProducerRecord<>(writer.getKey(), new byte[] {'c'}, new byte[] {0, 1, 2, 3}))
                        .get();
            }
        }
        JsonNode letters = await().atMost(PATIENCE)
                .until(
                        () -> get("/api/v1/dead-letters"),
                        found -> found.get("total").asInt() == writers.size());
        for (JsonNode letter : letters.get("items")) {
            HttpRequest.Builder again = HttpRequest.newBuilder(URI.create(segue.at("console") + "/api/v1/dead-letters/"
                            + letter.get("id").asText() + "/resend"))
                    .POST(HttpRequest.BodyPublishers.noBody());
            assertThat(http.send(again.build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(202);
        }
    }

    private static String replay() throws IOException {
        Path file = directory.resolve("online_retail.csv");
        Files.writeString(file, """
                InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
                536365,85123A,LANTERN,6,2025-12-01 08:26:00,2.55,17850,United Kingdom
                536366,71053,LANTERN,2,2025-12-01 08:28:00,3.39,17851,United Kingdom
                """);
        return segue.run(SecuredSegue.OPERATOR, "replay", "online-retail", file.toString(), "--no-train");
    }

    private static List<String> customers() throws IOException {
        Path file = directory.resolve("customers.csv");
        segue.run(SecuredSegue.OPERATOR, "export", "customers", "--csv", file.toString());
        return Files.readAllLines(file).stream().sorted().toList();
    }

    private static void assertRefused(CommandRun run, String... words) {
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains(words).doesNotContain("secret");
    }

    private static JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = get(segue.at("console"), path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> get(String service, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(service + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void deleteAll(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void close(AutoCloseable one) {
        try {
            if (one != null) {
                one.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
