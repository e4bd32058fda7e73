package dev.segue.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
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
    void shouldGiveARegistryThatSpeaksTheConfluentApi() throws Exception {
        // Given
        HttpRequest subjects = HttpRequest.newBuilder(URI.create(stack.registryUrl() + "/subjects"))
                .build();

        // When
        HttpResponse<String> answer;
        try (HttpClient client = HttpClient.newHttpClient()) {
            answer = client.send(subjects, HttpResponse.BodyHandlers.ofString());
        }

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
}
