package dev.segue.segmenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.avro.topics.Topic;
import dev.segue.segmenter.cluster.OpenTasks;
import dev.segue.segmenter.service.SegmenterService;
import dev.segue.testkit.RealStack;
import dev.segue.testkit.TestStack;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two instances are asked as if they were one. */
@ExtendWith(RealStack.class)
class TwoSegmentersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CUSTOMERS = 200;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ODD = "zoë/1 & sons+?";

    private final Shop shop;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<EmbeddedServer> running = new ArrayList<>();

    @TempDir
    Path directory;

    TwoSegmentersIT(TestStack stack) {
        shop = new Shop(stack).open();
    }

    @BeforeEach
    void buy() {
        shop.publish(Shop.model(1));
        customers()
                .forEach(customer -> shop.send(
                        Topic.PURCHASES, customer, Shop.purchase(customer, "e-" + customer, Shop.START, "90")));
        shop.flush();
    }

    @AfterEach
    void close() {
        running.forEach(EmbeddedServer::close);
        http.close();
        shop.close();
    }

    @Test
    void shouldFindEveryCustomerThroughEither() throws Exception {
        // Given
        List<URI> both = twoThatShare();

        for (URI one : both) {
            // When
            for (String customer : customers()) {
                HttpResponse<String> found = get(one, "/customers/" + encoded(customer));

                // Then
                assertThat(found.statusCode())
                        .as("%s through %s", customer, one)
                        .isEqualTo(200);
                assertThat(found.body()).contains("\"customer_id\":\"%s\"".formatted(customer), "\"slug\":\"high\"");
                assertThat(found.headers().firstValue("content-type")).contains("application/json");
            }
            for (int nobody = 0; nobody < 20; nobody++) {
                HttpResponse<String> none = get(one, "/customers/nobody" + nobody);
                assertThat(none.statusCode()).isEqualTo(404);
                assertThat(none.body()).contains("\"detail\":\"there is no customer 'nobody%d'\"".formatted(nobody));
            }
        }
    }

    @Test
    void shouldCountEveryCustomerOnceThroughEither() throws Exception {
        // Given
        List<URI> both = twoThatShare();

        for (URI one : both) {
            // When
            List<String> rows = get(one, "/customers.csv").body().lines().toList();
            HttpResponse<String> dryRun = dryRun(one);

            // Then
            assertThat(rows.getFirst()).startsWith("customer_id,orders,");
            assertThat(rows.stream().skip(1).map(row -> row.split(",", -1)[0]))
                    .containsExactlyInAnyOrderElementsOf(customers());
            assertThat(dryRun.body())
                    .contains("\"customers\":%d,\"unreadable\":0"
                            .formatted(customers().size()));
            assertThat(get(one, "/clock").body()).isEqualTo("{\"mode\":\"event\",\"now\":\"2026-03-01T12:00:00Z\"}");
        }
    }

    @Test
    void shouldListAndCountAllCustomersThroughEither() throws Exception {
        // Given
        List<URI> both = twoThatShare();
        List<String> sorted = customers().stream().sorted().toList();

        for (URI one : both) {
            // When
            List<String> members = pages(one, "/segmentations/value/segments/value-2/members?limit=30");
            List<String> all = pages(one, "/customers?limit=77");
            List<String> some = pages(one, "/customers?limit=10&prefix=c1");
            HttpResponse<String> nobody = get(one, "/segmentations/value/segments/value-1/members");
            HttpResponse<String> impacted = impacted(one, "{\"when\": {\"feature\": \"monetary\", \"above\": 89}}");

            // Then
            assertThat(members).isEqualTo(sorted);
            assertThat(all).isEqualTo(sorted);
            assertThat(some)
                    .isEqualTo(sorted.stream().filter(id -> id.startsWith("c1")).toList());
            assertThat(nobody.body()).isEqualTo("{\"items\":[],\"cursor\":null,\"has_more\":false}");
            assertThat(get(one, "/segmentations/value/segments/value-2/members?limit=1")
                            .body())
                    .startsWith("{\"items\":[{\"customer_id\":\"c0\",\"since\":\"2026-03-01T12:00:00Z\",\"orders\":1,"
                            + "\"net_revenue\":90.0000,\"last_purchase\":\"2026-03-01T12:00:00Z\",\"clv\":null,\"churn\":null}],"
                            + "\"cursor\":\"");
            assertThat(impacted.statusCode()).as(impacted.body()).isEqualTo(200);
            assertThat(impacted.body())
                    .contains("\"customers\":%d,\"of\":%<d,\"unreadable\":0".formatted(sorted.size()))
                    .contains("{\"segment\":\"value-1\",\"customers\":0,\"of\":0}")
                    .contains("{\"segment\":\"value-2\",\"customers\":%d,\"of\":%<d}".formatted(sorted.size()))
                    .contains("{\"segment\":null,\"customers\":0,\"of\":0}");
        }

        // And what cannot be is refused.
        HttpResponse<String> wrong = impacted(both.getFirst(), "{\"when\": {\"feature\": \"monetry\", \"above\": 89}}");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("when.feature is 'monetry', which is no feature");
        assertThat(impacted(both.getFirst(), "{\"when\": ").statusCode()).isEqualTo(400);
        assertThat(get(both.getFirst(), "/segmentations/value/segments/value-9/members")
                        .body())
                .contains("value v1 has no segment 'value-9'; it has value-1, value-2");
        assertThat(get(both.getFirst(), "/segmentations/none/segments/value-9/members")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldShowAllInstancesThroughEitherAndThoseThatDoNotAnswer() throws Exception {
        // Given
        List<URI> both = twoThatShare();

        for (URI one : both) {
            // When
            JsonNode shown = instances(one);

            // Then
            assertThat(shown).hasSize(2);
            assertThat(shown.get(0).path("this").asBoolean()).isTrue();
            assertThat(shown.get(0).path("address").asText()).isEqualTo(one.getAuthority());
            assertThat(shown.get(1).path("this").asBoolean()).isFalse();
            assertThat(both.stream().map(URI::getAuthority))
                    .contains(shown.get(1).path("address").asText());
            for (JsonNode instance : shown) {
                assertThat(instance.path("state").asText()).isEqualTo("RUNNING");
                assertThat(instance.path("instance").asText()).startsWith(shop.topics.prefix() + "segmenter-");
                assertThat(instance.path("threads").asInt()).isEqualTo(1);
                assertThat(instance.path("state_bytes").asLong()).isPositive();
                assertThat(instance.path("commit_latency_ms").isNumber()).isTrue();
                assertThat(instance.path("process_rate").isNumber()).isTrue();
                assertThat(instance.path("tasks")).singleElement().satisfies(task -> {
                    assertThat(task.path("restoring").asBoolean()).isFalse();
                    assertThat(task.path("remaining_records").asLong()).isZero();
                    assertThat(task.path("task").asText())
                            .endsWith("_" + task.path("partition").asInt());
                    assertThat(task.path("topics"))
                            .hasSize(shop.topics.copartitioned().size());
                });
            }
        }

        // And one that is gone without a word is still there, though nobody can reach it.
        running.removeLast().close();
        JsonNode left = instances(both.getFirst());
        assertThat(left).hasSize(2);
        assertThat(left.get(1).path("state").asText()).isEqualTo("UNREACHABLE");
        assertThat(left.get(1).path("tasks")).hasSize(1);
        HttpResponse<String> members = get(both.getFirst(), "/customers");
        assertThat(members.statusCode()).isEqualTo(503);
        assertThat(members.headers().firstValue("retry-after")).isPresent();
        assertThat(get(both.getFirst(), "/customers.csv").statusCode()).isEqualTo(503);
    }

    @Test
    void shouldNeverSayThatACustomerIsNotThereWhileInstancesComeAndGo() throws Exception {
        // Given one instance that knows all customers, and somebody who asks all the time
        URI first = start("one");
        await().atMost(PATIENCE).until(() -> shop.lag() == 0);
        try (Asker asker = new Asker(http, customers(), first)) {
            assertThat(asker.findsAllThrough(first, PATIENCE)).isTrue();

            // When another one comes
            URI second = start("two");
            asker.ask(second);
            await().atMost(PATIENCE)
                    .until(() -> open(0).partitions().size() == 1
                            && open(1).partitions().size() == 1);
            assertThat(asker.findsAllThrough(first, PATIENCE)).isTrue();
            assertThat(asker.findsAllThrough(second, PATIENCE)).isTrue();

            // And leaves again
            asker.letGo(second);
            running.removeLast().close();
            assertThat(asker.findsAllThrough(first, PATIENCE)).isTrue();

            // And one comes that is killed
            try (SegmenterProcess third = SegmenterProcess.start(
                    shop,
                    directory,
                    Map.of(
                            "KAFKA_GROUP_INSTANCE_ID", "three",
                            "KAFKA_SESSION_TIMEOUT_MS", "6000",
                            "KAFKA_HEARTBEAT_INTERVAL_MS", "1000"))) {
                await().atMost(PATIENCE)
                        .ignoreExceptionsInstanceOf(IOException.class)
                        .until(() -> get(third.address(), "/instances").statusCode() == 200);
                asker.ask(third.address());
                await().atMost(PATIENCE).until(() -> open(0).partitions().size() == 1);
                assertThat(asker.findsAllThrough(third.address(), PATIENCE)).isTrue();
                asker.letGo(third.address());
                third.kill();
            }
            assertThat(asker.findsAllThrough(first, PATIENCE)).isTrue();

            // Then
            asker.close();
            assertThat(asker.wrong()).isEmpty();
            assertThat(asker.notNow()).as("answers that they should ask again").isPositive();
        }
    }

    /** Addresses of two instances that have one partition each, and have taken in everything. */
    private List<URI> twoThatShare() {
        List<URI> both = List.of(start("one"), start("two"));
        await().atMost(PATIENCE)
                .until(() ->
                        open(0).partitions().size() == 1 && open(1).partitions().size() == 1 && shop.lag() == 0);
        await().atMost(PATIENCE)
                .until(() -> shop.changes().size() == customers().size());
        await().atMost(PATIENCE).until(() -> get(both.get(0), "/clock").statusCode() == 200);
        await().atMost(PATIENCE).until(() -> get(both.get(1), "/clock").statusCode() == 200);
        return both;
    }

    private URI start(String name) {
        Map<String, Object> properties = shop.properties(
                shop.stack.registryUrl(), directory.resolve(name).toString());
        properties.put("kafka.session.timeout.ms", 6_000);
        properties.put("kafka.heartbeat.interval.ms", 1_000);
        EmbeddedServer server = ApplicationContext.run(EmbeddedServer.class, properties);
        running.add(server);
        server.getApplicationContext().getBean(SegmenterService.class).start();
        return server.getURI();
    }

    private OpenTasks open(int instance) {
        return running.get(instance).getApplicationContext().getBean(OpenTasks.class);
    }

    private static List<String> customers() {
        List<String> customers = new ArrayList<>(IntStream.range(0, CUSTOMERS)
                .mapToObj(customer -> "c" + customer)
                .toList());
        customers.add(ODD);
        return customers;
    }

    /** The ids of all items, page by page. */
    private List<String> pages(URI instance, String path) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        JsonNode page;
        do {
            HttpResponse<String> answer = get(instance, path + cursor);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            page = JSON.readTree(answer.body());
            page.path("items").forEach(item -> ids.add(item.path("customer_id").asText()));
            cursor = "&cursor=" + page.path("cursor").asText();
        } while (page.path("has_more").asBoolean());
        return ids;
    }

    private JsonNode instances(URI instance) throws IOException, InterruptedException {
        return JSON.readTree(get(instance, "/instances").body()).path("items");
    }

    private HttpResponse<String> impacted(URI instance, String condition) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(instance.resolve("/segmentations/value/impacted"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(condition))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> dryRun(URI instance) throws IOException, InterruptedException {
        String playbook = """
                segmentation: value
                strategies:
                  - {id: thanks, when: {reaches: {feature: frequency, value: 1}}, offer: {message: Thanks}, channel: email, holdout: 0}
                """;
        return http.send(
                HttpRequest.newBuilder(instance.resolve("/playbooks/dry-run"))
                        .header("Content-Type", "application/yaml")
                        .POST(HttpRequest.BodyPublishers.ofString(playbook))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(URI instance, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(instance + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
