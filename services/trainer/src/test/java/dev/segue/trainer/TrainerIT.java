package dev.segue.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.testkit.RealStack;
import dev.segue.testkit.TestStack;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The service on a real broker and registry. */
@ExtendWith(RealStack.class)
class TrainerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NEVER_BY_ITSELF = "1000d";

    private final TestStack stack;
    private final String prefix;

    @TempDir
    private Path specs = Path.of(".");

    TrainerIT(TestStack stack) {
        this.stack = stack;
        this.prefix = stack.uniquePrefix();
    }

    @Test
    void saysHowManyCustomersItWaitsForAndTrainsOnceTheyAreThere() throws Exception {
        try (FeatureTopic topic = new FeatureTopic(stack, prefix);
                TrainerClient trainer = trainer(NEVER_BY_ITSELF)) {
            // Given 40 of 100 customers, others of whom nobody may see, and a record that is none
            topic.customers(0, 40);
            topic.abortedCustomers(40, 200);
            topic.raw("broken", new byte[] {7});
            awaitThat(() -> trainer.segmentation().get("eligible_customers").asInt() == 40);

            // When
            HttpResponse<String> early = trainer.train("value");
            HttpResponse<String> unknown = trainer.train("no-such");

            // Then
            assertThat(early.statusCode()).isEqualTo(409);
            assertThat(early.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(TrainerClient.json(early).get("detail").asText())
                    .isEqualTo("waiting for 60 more customers (40 of 100 with the required features)");
            assertThat(trainer.segmentation().get("state").asText()).isEqualTo("waiting");
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(TrainerClient.json(unknown).get("detail").asText())
                    .isEqualTo("there is no segmentation 'no-such' here");

            // When enough come
            topic.customers(40, 100);

            // Then it trains by itself
            awaitThat(() -> trainer.segmentation().path("model_version").asInt() == 1);
            assertThat(trainer.segmentation().get("state").asText()).isEqualTo("ready");
            assertThat(trainer.segmentation().get("eligible_customers").asInt()).isEqualTo(100);
            assertThat(trainer.get("/health").statusCode()).isEqualTo(200);
            assertThat(trainer.get("/prometheus").body())
                    .contains("segue_trainer_customers 100.0")
                    .contains("segue_trainer_undecodable_total 1.0")
                    .contains("segue_model_version{segmentation=\"value\"} 1.0")
                    .contains("segue_training_seconds_count{segmentation=\"value\"} 1")
                    .contains("kafka_consumer_");
        }
    }

    @Test
    void trainsOnDemandAndKeepsIdentitiesAcrossRetrainsAndRestarts() throws Exception {
        try (FeatureTopic topic = new FeatureTopic(stack, prefix)) {
            topic.customers(0, 500);
            List<String> ids;
            try (TrainerClient trainer = trainer(NEVER_BY_ITSELF)) {
                // Given the first model
                awaitThat(() -> trainer.segmentation().path("model_version").asInt() == 1
                        && trainer.segmentation().get("eligible_customers").asInt() == 500);

                // When
                topic.customers(500, 600);
                awaitThat(() -> trainer.segmentation().get("eligible_customers").asInt() == 600);
                HttpResponse<String> second = trainer.train("value");

                // Then
                assertThat(second.statusCode()).isEqualTo(201);
                JsonNode model = TrainerClient.json(second);
                assertThat(model.get("segmentation").asText()).isEqualTo("value");
                assertThat(model.get("version").asInt()).isEqualTo(2);
                assertThat(model.get("parent").asInt()).isEqualTo(1);
                assertThat(model.get("as_of").asText()).isEqualTo("2026-06-01T00:00:00Z");
                assertThat(model.at("/quality/sampled").asInt()).isEqualTo(600);
                assertThat(model.at("/quality/full_kmeans_ratio").asDouble()).isBetween(0.999, 1.05);
                assertThat(model.get("seconds").asDouble()).isPositive();
                assertThat(texts(model.get("segments"), "size")).containsExactly("360", "180", "60");
                assertThat(model.at("/segments/0/profile/recency_days").asDouble())
                        .isBetween(5.0, 8.0);
                assertThat(model.at("/segments/0/slug").asText()).isNotEmpty();
                assertThat(texts(model.get("lineage"), "kind")).containsOnly("kept");
                ids = texts(model.get("segments"), "id");
                assertThat(ids).containsExactlyInAnyOrder("value-1", "value-2", "value-3");
            }

            try (TrainerClient trainer = trainer(NEVER_BY_ITSELF)) {
                // Given a restart: the model in force comes back from the topic
                awaitThat(() -> trainer.segmentation().path("model_version").asInt() == 2
                        && trainer.segmentation().get("state").asText().equals("ready"));

                // When
                HttpResponse<String> third = trainer.train("value");

                // Then
                JsonNode model = TrainerClient.json(third);
                assertThat(model.get("version").asInt()).isEqualTo(3);
                assertThat(model.get("parent").asInt()).isEqualTo(2);
                assertThat(texts(model.get("segments"), "id")).containsExactlyInAnyOrderElementsOf(ids);
            }
        }
    }

    @Test
    void trainsAgainOnceTheIntervalIsOverAndCustomersChanged() throws Exception {
        try (FeatureTopic topic = new FeatureTopic(stack, prefix);
                TrainerClient trainer = trainer("1s")) {
            // Given
            topic.customers(0, 200);
            awaitThat(() -> trainer.segmentation().path("model_version").asInt() == 1);

            // When an erased customer's tombstone comes
            topic.raw(FeatureTopic.id(7), null);

            // Then
            awaitThat(() -> trainer.segmentation().path("model_version").asInt() == 2);
            assertThat(trainer.segmentation().get("eligible_customers").asInt()).isEqualTo(199);
        }
    }

    @Test
    void aSecondTrainerTakesOverAndTheFirstPublishesNoMore() throws Exception {
        try (FeatureTopic topic = new FeatureTopic(stack, prefix);
                TrainerClient first = trainer(NEVER_BY_ITSELF)) {
            // Given
            topic.customers(0, 200);
            awaitThat(() -> first.segmentation().path("model_version").asInt() == 1);

            try (TrainerClient second = trainer(NEVER_BY_ITSELF)) {
                awaitThat(() -> second.segmentation().get("state").asText().equals("ready"));
                awaitThat(() -> second.train("value").statusCode() == 201);

                // When
                HttpResponse<String> refused = first.train("value");

                // Then
                assertThat(refused.statusCode()).isEqualTo(409);
                assertThat(TrainerClient.json(refused).get("detail").asText())
                        .contains("another trainer has taken over");
                assertThat(first.segmentation().get("state").asText()).isEqualTo("blocked");
                assertThat(first.segmentation().get("model_version").asInt()).isEqualTo(2);
                assertThat(first.get("/health").statusCode()).isEqualTo(503);
                assertThat(second.get("/health").statusCode()).isEqualTo(200);
            }
        }
    }

    private TrainerClient trainer(String interval) throws IOException {
        Path spec = specs.resolve("value.yaml");
        Files.writeString(spec, """
                id: value
                clusters: 3
                features:
                  - {name: recency_days, required: true}
                  - {name: frequency, transform: log1p}
                  - {name: monetary, transform: log1p, required: true}
                training: {min_customers: 100, interval: %s}
                """.formatted(interval));
        return new TrainerClient(Map.of(
                "kafka.bootstrap.servers", stack.bootstrapServers(),
                "schema.registry.url", stack.registryUrl(),
                "segue.prefix", prefix,
                "segue.clock", "event",
                "segue.trainer.specs", List.of(spec.toString())));
    }

    private static void awaitThat(Callable<Boolean> condition) {
        await().atMost(PATIENCE).ignoreExceptions().until(condition);
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(element -> element.get(field).asText())
                .toList();
    }
}
