package dev.segue.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The broker and the registry, as the stack runs them. */
class RealProgramsIT {
    private static final String FIRST = """
            {"schema": "{\\"type\\":\\"record\\",\\"name\\":\\"R\\",\\"fields\\":[{\\"name\\":\\"a\\",\\"type\\":\\"string\\"}]}"}""";
    private static final String INCOMPATIBLE = """
            {"schema": "{\\"type\\":\\"record\\",\\"name\\":\\"R\\",\\"fields\\":[{\\"name\\":\\"b\\",\\"type\\":\\"int\\"}]}"}""";

    /** 127.0.0.1 as Linux writes it, and the same as an IPv6 address. */
    private static final String LOOPBACK = "0100007F:";

    private static final String MAPPED_LOOPBACK = "0000000000000000FFFF00000100007F:";

    @TempDir
    private Path directory;

    private LocalStack stack() {
        return new LocalStack(new Home(directory.resolve("home")), StartingProcess.programs("real"), event -> {});
    }

    private static Admin admin(LocalStack stack) {
        return Admin.create(
                Map.<String, Object>of("bootstrap.servers", Kafka.bootstrapServers(stack.port(Kafka.NAME))));
    }

    private static HttpResponse<String> register(LocalStack stack, String schema)
            throws IOException, InterruptedException {
        URI versions = URI.create(Registry.url(stack.port(Registry.NAME)) + "/subjects/orders-value/versions");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(versions)
                            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                            .POST(HttpRequest.BodyPublishers.ofString(schema))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void shouldKeepTopicsAndSchemasOverARestart() throws Exception {
        String schemaId;
        // Given
        try (LocalStack stack = stack()) {
            stack.start();
            try (Admin admin = admin(stack)) {
                admin.createTopics(List.of(new NewTopic("orders", 4, (short) 1)))
                        .all()
                        .get();
            }
            HttpResponse<String> registered = register(stack, FIRST);
            assertThat(registered.statusCode()).as(registered.body()).isEqualTo(200);
            schemaId = registered.body();
        }

        // When
        try (LocalStack stack = stack()) {
            stack.start();

            // Then
            try (Admin admin = admin(stack)) {
                assertThat(admin.listTopics().names().get()).contains("orders");
            }
            assertThat(register(stack, FIRST).body()).isEqualTo(schemaId);
            assertThat(register(stack, INCOMPATIBLE).statusCode())
                    .as("schemas must stay fully compatible by default")
                    .isEqualTo(409);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldListenOnLoopbackOnly() throws Exception {
        try (LocalStack stack = stack()) {
            // Given
            stack.start();
            List<Long> pids = stack.status().stream()
                    .map(status -> status.pid().orElseThrow())
                    .toList();

            // When
            List<String> addresses = new ListeningSockets(pids).addresses();

            // Then
            assertThat(addresses)
                    .as("broker, controller, registry and its management")
                    .hasSizeGreaterThanOrEqualTo(4)
                    .allMatch(address -> address.startsWith(LOOPBACK) || address.startsWith(MAPPED_LOOPBACK));
        }
    }
}
