package dev.segue.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.console.follow.TopicFollower;
import dev.segue.testkit.RealStack;
import dev.segue.testkit.TestStack;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is written down of who comes, on a real broker and registry. */
@ExtendWith(RealStack.class)
class AuditIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NOBODY = "http://127.0.0.1:9";

    private final TestStack stack;
    private final TopicCatalogue topics;
    private final HttpClient http = HttpClient.newHttpClient();
    private final IdentityProvider provider = new IdentityProvider();
    private EmbeddedServer console;

    AuditIT(TestStack stack) throws Exception {
        this.stack = stack;
        this.topics = new TopicCatalogue(stack.uniquePrefix());
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()))) {
            topics.create(admin, 2);
        }
        this.console = started();
    }

    private EmbeddedServer started() throws Exception {
        Map<String, Object> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", stack.bootstrapServers());
        settings.put("schema.registry.url", stack.registryUrl());
        settings.put("segue.prefix", topics.prefix());
        settings.put("segue.console.segmenters", NOBODY);
        settings.put("segue.console.trainer", NOBODY);
        settings.put("segue.console.login", true);
        for (String role : List.of("operator", "admin")) {
            settings.put("segue.console.keys." + role + "-key.role", role);
            settings.put(
                    "segue.console.keys." + role + "-key.sha256",
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256")
                                    .digest((role + "-secret").getBytes(StandardCharsets.UTF_8))));
        }
        settings.put("micronaut.security.oauth2.clients.work.client-id", IdentityProvider.CLIENT);
        settings.put("micronaut.security.oauth2.clients.work.client-secret", "s");
        settings.put("micronaut.security.oauth2.clients.work.openid.issuer", provider.issuer());
        settings.put("micronaut.server.host", "127.0.0.1");
        settings.put("micronaut.server.port", -1);
        return ApplicationContext.run(EmbeddedServer.class, settings);
    }

    @BeforeEach
    void follow() {
        TopicFollower follower = console.getApplicationContext().getBean(TopicFollower.class);
        follower.start();
        await().atMost(PATIENCE).until(follower::caughtUp);
    }

    @AfterEach
    void stop() {
        console.close();
        provider.close();
        http.close();
    }

    @Test
    void shouldWriteDownWhoLoggedInAndHowOftenSomebodyCouldNot() throws Exception {
        // When by key
        assertThat(login("operator-secret")).isEqualTo(204);
        for (int i = 0; i < 5; i++) {
            assertThat(login("guess-" + i)).isEqualTo(401);
        }

        // And at the provider, and then with nonsense
        assertThat(throughTheProvider()).isEqualTo("/");
        assertThat(ask("GET", "/oauth/callback/work?code=x&state=y", "")
                        .headers()
                        .firstValue("location"))
                .hasValue("/?login=failed");

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<JsonNode> logins = actions("login");
            assertThat(logins)
                    .extracting(AuditIT::brief)
                    .contains(
                            "key:operator-key operator key 204",
                            "work:ada (0815) operator provider 204",
                            "unknown none provider 401");
            assertThat(logins.stream()
                            .filter(login -> brief(login).equals("unknown none key 401"))
                            .mapToInt(login -> login.at("/target/attempts").asInt())
                            .sum())
                    .isEqualTo(5);
        });
    }

    @Test
    void shouldWriteDownWhoLoggedInJustBeforeTheConsoleWasStopped() throws Exception {
        // When
        assertThat(login("operator-secret")).isEqualTo(204);
        console.close();
        console = started();
        follow();

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(actions("login"))
                        .extracting(AuditIT::brief)
                        .containsExactly("key:operator-key operator key 204"));
    }

    @Test
    void shouldWriteDownWhoReadADeadLetter() throws Exception {
        // Given
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topics.name(Topic.DEAD_LETTERS), new byte[] {'c'}, new byte[] {1}))
                    .get();
        }
        JsonNode letters = await().atMost(PATIENCE)
                .until(
                        () -> json(ask("GET", "/api/v1/dead-letters", "operator-secret")),
                        found -> found.get("items").size() == 1);
        String id = letters.at("/items/0/id").asText();

        // When
        HttpResponse<String> letter = ask("GET", "/api/v1/dead-letters/" + id, "operator-secret");

        // Then
        assertThat(json(letter).get("value_base64").binaryValue()).containsExactly(1);
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<JsonNode> read = actions("read");
            assertThat(read).hasSize(1);
            assertThat(read.getFirst().get("actor").asText()).isEqualTo("key:operator-key");
            assertThat(read.getFirst().at("/target/dead_letter").asText()).isEqualTo(id);
            assertThat(read.getFirst().get("status").asInt()).isEqualTo(200);
        });
    }

    private static String brief(JsonNode login) {
        return "%s %s %s %s"
                .formatted(
                        login.get("actor").asText(),
                        login.get("role").asText(),
                        login.at("/target/way").asText(),
                        login.get("status").asText());
    }

    private List<JsonNode> actions(String action) throws Exception {
        List<JsonNode> found = new ArrayList<>();
        json(ask("GET", "/api/v1/audit", "admin-secret")).get("items").forEach(one -> {
            if (one.get("action").asText().equals(action)) {
                found.add(one);
            }
        });
        return found;
    }

    private int login(String key) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(console.getURI().resolve("/api/v1/session"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"key\": \"%s\"}".formatted(key)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    /** Where a browser is led in the end. */
    private String throughTheProvider() throws Exception {
        HttpResponse<String> toProvider = ask("GET", "/oauth/login/work", "");
        List<String> cookies = toProvider.headers().allValues("set-cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .toList();
        HttpResponse<String> back =
                http.send(HttpRequest.newBuilder(location(toProvider)).build(), HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> in = http.send(
                HttpRequest.newBuilder(location(back))
                        .header("Cookie", String.join("; ", cookies))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(in.statusCode()).as(in.body()).isEqualTo(303);
        return location(in).getPath();
    }

    private static URI location(HttpResponse<?> response) {
        return URI.create(response.headers().firstValue("location").orElseThrow());
    }

    private HttpResponse<String> ask(String method, String path, String key) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(console.getURI().resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return new ObjectMapper().readTree(response.body());
    }
}
