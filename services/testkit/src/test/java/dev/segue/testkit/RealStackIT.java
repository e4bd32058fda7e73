package dev.segue.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.localstack.Kafka;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RealStack.class)
class RealStackIT {
    private final TestStack stack;

    RealStackIT(TestStack stack) {
        this.stack = stack;
    }

    @Test
    void shouldGiveABrokerThatCreatesTopics() throws Exception {
        // Given
        String topic = stack.uniquePrefix() + "orders";
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()))) {

            // When
            admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();

            // Then
            assertThat(admin.describeTopics(List.of(topic)).allTopicNames().get())
                    .hasEntrySatisfying(
                            topic,
                            description -> assertThat(description.partitions()).hasSize(3));
        }
    }

    @Test
    void shouldGiveABrokerWithTheSameSettingsWhereverItRuns() throws Exception {
        // Given
        ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()))) {

            // When
            Map<String, String> settings = admin.describeConfigs(List.of(broker)).all().get().values().stream()
                    .flatMap(config -> config.entries().stream())
                    .filter(entry -> Kafka.settings().containsKey(entry.name()))
                    .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));

            // Then
            assertThat(Kafka.settings()).hasSizeGreaterThan(10);
            assertThat(settings).isEqualTo(Kafka.settings());
        }
    }

    @Test
    void shouldSayInTheReportWhichStackItIs() {
        assertThat(System.getProperty("segue.stack.used"))
                .matches("(containers \\(apache/kafka:.+, apicurio/.+\\)|the local stack): .+");
    }

    @Test
    void shouldGiveARegistryThatComparesSchemasWithAllOlderOnes() throws Exception {
        assertThat(get("/config").body()).contains("FULL_TRANSITIVE");
    }

    @Test
    void shouldGiveARegistryThatSpeaksTheConfluentApi() throws Exception {
        // When
        HttpResponse<String> answer = get("/subjects");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("[");
    }

    @Test
    void shouldBeTheSameStackForEveryTest(TestStack another) {
        assertThat(another).isEqualTo(stack);
    }

    @Test
    void shouldNeverGiveTheSamePrefixTwice() {
        assertThat(stack.uniquePrefix()).isNotEqualTo(stack.uniquePrefix());
    }

    private HttpResponse<String> get(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(stack.registryUrl() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
