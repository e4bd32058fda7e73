package dev.segue.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainerWithoutBrokerTest {
    @Test
    void runsAndSaysThatItIsDown() throws Exception {
        // Given
        try (TrainerClient trainer = new TrainerClient(
                Map.of("kafka.bootstrap.servers", "127.0.0.1:1", "schema.registry.url", "http://127.0.0.1:1"))) {

            // When
            HttpResponse<String> health = trainer.get("/health");
            HttpResponse<String> training = trainer.train("value");

            // Then
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(TrainerClient.json(health).at("/details/trainer/status").asText())
                    .isEqualTo("DOWN");
            assertThat(health.body()).doesNotContain("disk");
            assertThat(trainer.get("/health/readiness").statusCode()).isEqualTo(503);
            assertThat(trainer.get("/health/liveness").statusCode()).isEqualTo(200);
            assertThat(training.statusCode()).isEqualTo(503);
            assertThat(training.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(training.headers().firstValue("retry-after")).contains("5");
            JsonNode problem = TrainerClient.json(training);
            assertThat(problem.get("status").asInt()).isEqualTo(503);
            assertThat(problem.get("detail").asText()).contains("still reading customers and models");
            assertThat(trainer.segmentation().get("state").asText()).isEqualTo("starting");
            assertThat(trainer.get("/prometheus").body())
                    .contains("segue_model_age_seconds{segmentation=\"value\"} NaN")
                    .containsPattern("segue_training_interval_seconds\\{segmentation=\"value\"} [1-9]");
        }
    }
}
