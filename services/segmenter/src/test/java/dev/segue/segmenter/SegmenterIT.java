package dev.segue.segmenter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.avro.Cause;
import dev.segue.avro.SegmentChanged;
import dev.segue.avro.topics.Topic;
import dev.segue.segmenter.service.SegmenterService;
import dev.segue.testkit.RealStack;
import dev.segue.testkit.TestStack;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole service on a real broker and registry. */
@ExtendWith(RealStack.class)
class SegmenterIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Shop shop;
    private final HttpClient http = HttpClient.newHttpClient();
    private EmbeddedServer server;

    SegmenterIT(TestStack stack) {
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
    void shouldTurnPurchasesIntoSegmentChangesAndShowWhatItDoes() throws Exception {
        // Given
        shop.send(Topic.PURCHASES, "c1", Shop.purchase("c1", "e1", Shop.START, "20.1234"));
        shop.flush();
        await().atMost(PATIENCE).until(() -> shop.committed(Topic.CUSTOMER_FEATURES) > 0);
        await().atMost(PATIENCE).until(() -> get("/health").statusCode() == 200);
        assertThat(get("/clock").body()).isEqualTo("{\"mode\":\"event\",\"now\":\"2026-03-01T12:00:00Z\"}");

        // When
        shop.publish(Shop.model(1));
        await().atMost(PATIENCE).until(() -> shop.changes().size() == 1);
        shop.send(Topic.PURCHASES, "c1", Shop.purchase("c1", "e2", Shop.START.plusSeconds(60), "70"));
        shop.flush();

        // Then
        await().atMost(PATIENCE).until(() -> shop.changes().size() == 2);
        List<ConsumerRecord<String, SegmentChanged>> changes = shop.changes();
        assertThat(changes)
                .extracting(change -> change.value().getCause())
                .containsExactly(Cause.BACKFILL, Cause.BEHAVIOUR);
        ConsumerRecord<String, SegmentChanged> change = changes.getLast();
        assertThat(change.key()).isEqualTo("c1");
        assertThat(change.value().getToSlug()).isEqualTo("high");
        assertThat(Shop.header(change, "ce_specversion")).isEqualTo("1.0");
        assertThat(Shop.header(change, "ce_id")).isEqualTo(change.value().getId());
        assertThat(Shop.header(change, "ce_source")).isEqualTo("/" + shop.topics.prefix() + "segmenter");
        assertThat(Shop.header(change, "ce_type")).isEqualTo("dev.segue.SegmentChanged");
        assertThat(Shop.header(change, "ce_time")).isEqualTo("2026-03-01T12:01:00Z");

        // And the audit, the health and the metrics tell.
        List<String> rows = get("/customers.csv").body().lines().toList();
        assertThat(rows.getFirst())
                .startsWith("customer_id,orders,gross,refunds,net,first_purchase,last_purchase,segment,recency_days,");
        assertThat(rows.get(1))
                .startsWith("c1,2,90.1234,0.0000,90.1234,2026-03-01T12:00:00Z,2026-03-01T12:01:00Z,high,0.0,");
        assertThat(rows).hasSize(2);
        // And so does the look-up, of where a customer is and why.
        assertThat(get("/customers/c1").body())
                .contains("\"customer_id\":\"c1\"", "\"segment\":\"value-2\"", "\"slug\":\"high\"")
                .contains("\"evidence\":2,\"evidence_missing\":0", "\"nearest\":{\"segment\":\"value-2\"")
                .contains("\"contributions\":[{\"feature\":\"monetary\",\"value\":90.1234");
        HttpResponse<String> nobody = get("/customers/nobody");
        assertThat(nobody.statusCode()).isEqualTo(404);
        assertThat(nobody.body()).contains("there is no customer 'nobody'\"");
        assertThat(get("/health").body())
                .contains("\"status\":\"UP\"")
                .contains("RUNNING")
                .doesNotContain("disk");
        assertThat(get("/prometheus").body())
                .contains("segue_events_total{type=\"order\"} 2.0")
                .contains("segue_segment_changes_total{cause=\"behaviour\",segmentation=\"value\"} 1.0")
                .contains("kafka_stream_");
    }

    @Test
    void shouldTellWhatAPlaybookWouldDoWithoutDoingIt() throws Exception {
        // Given
        String playbook = """
                segmentation: value
                cast: [{role: best, most: monetary}, {role: others}]
                strategies:
                  - {id: thanks, when: {reaches: {feature: frequency, value: 1}}, offer: {message: Thanks}, channel: email, holdout: 0}
                  - {id: welcome, when: {entered: best}, offer: {message: Welcome}, channel: email, holdout: 0}
                """;
        shop.send(Topic.PURCHASES, "c1", Shop.purchase("c1", "e1", Shop.START, "90"));
        shop.send(Topic.PURCHASES, "c2", Shop.purchase("c2", "e2", Shop.START, "10"));
        shop.flush();
        await().atMost(PATIENCE).until(() -> get("/customers/c1").statusCode() == 200);
        await().atMost(PATIENCE).until(() -> get("/customers/c2").statusCode() == 200);
        HttpResponse<String> early = dryRun(playbook);
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(early.body()).contains("value has no model yet");
        shop.publish(Shop.model(1));
        await().atMost(PATIENCE).until(() -> shop.changes().size() == 2);

        // When
        HttpResponse<String> run = dryRun(playbook);

        // Then
        assertThat(run.statusCode()).isEqualTo(200);
        assertThat(run.body())
                .contains("\"customers\":2,\"unreadable\":0,\"roles\":{\"best\":1,\"others\":1},\"without_role\":0")
                .contains("\"id\":\"thanks\",\"title\":\"thanks\",\"waits\":false,\"addressed\":2")
                .contains("\"id\":\"welcome\",\"title\":\"welcome\",\"waits\":true,\"addressed\":1");
        assertThat(dryRun(playbook).body()).isEqualTo(run.body());
        HttpResponse<String> wrong = dryRun(playbook.replace("entered: best", "entered: bset"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("my.yaml, line 5: strategies[1].when.entered is 'bset', which is no role");
    }

    /** The broker looks at the size of what is compressed. */
    @Test
    void shouldSetAsideARecordThatIsHugeOnceItIsDecompressedAndGoOn() {
        // When
        shop.sendCompressed(Topic.PURCHASES, "c1", new byte[10_000_000]);
        shop.send(Topic.PURCHASES, "c1", Shop.purchase("c1", "e1", Shop.START, "20"));
        shop.flush();

        // Then
        await().atMost(PATIENCE).until(() -> shop.lag() == 0);
        assertThat(shop.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isNull();
            assertThat(Shop.header(letter, "segue_reason")).isEqualTo("unknown-schema-id");
            assertThat(Shop.header(letter, "segue_left_out")).contains(shop.topics.name(Topic.PURCHASES) + "-");
        });
        assertThat(shop.committed(Topic.CUSTOMER_FEATURES)).isPositive();
    }

    /** Nearly as large as the broker takes, and not to be compressed: with its headers, the dead letter is larger. */
    @Test
    void shouldSetAsideTheLargestRecordThatCannotBeCompressedAndGoOn() {
        // Given
        byte[] noise = new byte[1_048_000];
        new Random(1).nextBytes(noise);
        noise[0] = '{';

        // When
        shop.send(Topic.PURCHASES, "c1", noise);
        shop.send(Topic.PURCHASES, "c1", "short".getBytes(UTF_8));
        shop.send(Topic.PURCHASES, "c1", Shop.purchase("c1", "e1", Shop.START, "20"));
        shop.flush();

        // Then
        await().atMost(PATIENCE).until(() -> shop.lag() == 0);
        assertThat(shop.deadLetters())
                .hasSize(2)
                .satisfiesExactly(
                        letter -> {
                            assertThat(letter.value()).isEqualTo(noise);
                            assertThat(Shop.header(letter, "segue_reason")).isEqualTo("wrong-magic-byte");
                        },
                        letter -> assertThat(letter.value()).isEqualTo("short".getBytes(UTF_8)));
        assertThat(shop.committed(Topic.CUSTOMER_FEATURES)).isPositive();
    }

    private HttpResponse<String> dryRun(String playbook) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(server.getURI().resolve("/playbooks/dry-run?file=my.yaml"))
                        .header("Content-Type", "application/yaml")
                        .POST(HttpRequest.BodyPublishers.ofString(playbook))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(server.getURI().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
