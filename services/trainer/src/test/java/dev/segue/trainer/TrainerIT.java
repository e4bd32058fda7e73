package dev.segue.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.avro.ModelReport;
import dev.segue.avro.ReportSegment;
import dev.segue.testkit.RealStack;
import dev.segue.testkit.TestStack;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

    /** On other features than the one the tests begin with. */
    private static final String OTHER = """
        id: value
        clusters: 2
        features:
          - {name: recency_days, required: true}
          - {name: average_order_value, transform: log1p}
        training: {min_customers: 100, interval: 1000d}
        """;

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
                    .isEqualTo("there is no segmentation 'no-such' here; there are value");

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
                    .containsPattern("segue_model_age_seconds\\{segmentation=\"value\"} \\d+\\.\\d+")
                    .contains("segue_candidates_total{outcome=\"held\",segmentation=\"value\"} 0.0")
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

            // And each version has its report
            Map<String, ModelReport> reports = topic.reports();
            assertThat(reports).containsOnlyKeys("value@1", "value@2", "value@3");
            assertThat(Objects.requireNonNull(reports.get("value@1")).getFullSearch())
                    .isTrue();
            assertThat(Objects.requireNonNull(reports.get("value@1")).getHierarchy())
                    .isNotNull();
            assertThat(Objects.requireNonNull(reports.get("value@3")).getFullSearch())
                    .isFalse();
            assertThat(Objects.requireNonNull(reports.get("value@3")).getWhy())
                    .isEqualTo("The customers are spread as they were.");
            assertThat(Objects.requireNonNull(reports.get("value@3")).getSegments())
                    .extracting(ReportSegment::getSegment)
                    .containsExactlyInAnyOrderElementsOf(ids);
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
        return trainerBy("""
            id: value
            clusters: 3
            features:
              - {name: recency_days, required: true}
              - {name: frequency, transform: log1p}
              - {name: monetary, transform: log1p, required: true}
            training: {min_customers: 100, interval: %s}
            """.formatted(interval));
    }

    private TrainerClient trainerBy(String specification) throws IOException {
        Path spec = specs.resolve("value.yaml");
        Files.writeString(spec, specification);
        return new TrainerClient(Map.of(
                "kafka.bootstrap.servers", stack.bootstrapServers(),
                "schema.registry.url", stack.registryUrl(),
                "segue.prefix", prefix,
                "segue.clock", "event",
                "segue.trainer.specs", List.of(spec.toString())));
    }

    @Test
    void holdsWhatMovesTooManyUntilAPersonPromotesItAndRollsBack() throws Exception {
        try (FeatureTopic topic = new FeatureTopic(stack, prefix)) {
            // Given a model in force
            topic.customers(0, 200);
            try (TrainerClient trainer = trainer(NEVER_BY_ITSELF)) {
                awaitThat(() -> trainer.segmentation().path("model_version").asInt() == 1);
            }
            try (TrainerClient trainer = trainerBy(OTHER)) {
                awaitThat(() -> trainer.segmentation().get("state").asText().equals("ready"));

                // When another specification is tried
                HttpResponse<String> tried = trainer.post("/dry-runs", OTHER, "Content-Type", "application/yaml");

                // Then it is said what would be, and nothing is
                assertThat(tried.statusCode()).as(tried.body()).isEqualTo(200);
                JsonNode rehearsed = TrainerClient.json(tried);
                assertThat(rehearsed.get("version").isNull()).isTrue();
                assertThat(rehearsed.get("standing").asText()).isEqualTo("would be held");
                assertThat(customers(rehearsed.get("migration"))).isEqualTo(200);
                assertThat(standings(trainer)).containsExactly("1 in force");

                // When it is trained, twice
                HttpResponse<String> first = trainer.train("value");
                HttpResponse<String> second = trainer.train("value");

                // Then it is held, the newer in place of the older
                assertThat(first.statusCode()).isEqualTo(201);
                assertThat(TrainerClient.json(first).get("standing").asText()).isEqualTo("held");
                JsonNode gate = TrainerClient.json(second).get("gate");
                assertThat(gate.get("passed").asBoolean()).isFalse();
                assertThat(gate.get("against").asInt()).isEqualTo(1);
                assertThat(gate.get("moved_share").asDouble()).isEqualTo(1);
                assertThat(gate.at("/reasons/0").asText())
                        .isEqualTo("it is made by another specification than v1 in force and would move 100.0 % of the"
                                + " customers");
                assertThat(standings(trainer)).containsExactly("3 held", "2 dropped", "1 in force");
                assertThat(trainer.segmentation().get("model_version").asInt()).isEqualTo(1);
                assertThat(trainer.segmentation().get("detail").asText())
                        .isEqualTo("model v1 in force, v3 held, 200 customers");
                assertThat(trainer.get("/prometheus").body())
                        .contains("segue_candidate_held{segmentation=\"value\"} 3.0")
                        .contains("segue_candidates_total{outcome=\"held\",segmentation=\"value\"} 2.0");

                // When it is promoted by someone who has not seen the newer one, and by someone who has
                HttpResponse<String> stale = trainer.post("/segmentations/value/promote", "", "If-Match", "\"2-0\"");
                String tag = trainer.get("/segmentations/value/models")
                        .headers()
                        .firstValue("etag")
                        .orElseThrow();
                HttpResponse<String> promoted = trainer.post("/segmentations/value/promote", "", "If-Match", tag);

                // Then
                assertThat(stale.statusCode()).isEqualTo(412);
                assertThat(promoted.statusCode()).as(promoted.body()).isEqualTo(200);
                assertThat(promoted.headers().firstValue("etag")).isPresent().isNotEqualTo(Optional.of(tag));
                assertThat(standings(trainer)).containsExactly("3 in force", "2 dropped", "1 superseded");
                JsonNode difference = TrainerClient.json(trainer.get("/segmentations/value/diff?from=1&to=3"));
                assertThat(difference.get("moved_share").asDouble()).isEqualTo(1);
                assertThat(difference.get("segments")).hasSize(5);
                assertThat(difference.at("/segments/0/to").isNull()).isTrue();
                assertThat(difference
                                .at("/segments/0/from/profile/recency_days")
                                .asDouble())
                        .isBetween(5.0, 8.0);

                // When it is rolled back
                HttpResponse<String> back = trainer.post("/segmentations/value/rollback", "");

                // Then the first is in force again, and the next version has a number nobody had
                assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
                assertThat(standings(trainer)).containsExactly("3 dropped", "2 dropped", "1 in force");
                assertThat(TrainerClient.json(trainer.train("value"))
                                .get("version")
                                .asInt())
                        .isEqualTo(4);
                assertThat(texts(
                                TrainerClient.json(trainer.get("/segmentations/value/models/4"))
                                        .get("segments"),
                                "id"))
                        .containsExactly("value-8", "value-9");
            }
        }
    }

    @Test
    void saysWhatThereIsWhereWhatIsAskedForIsNot() throws Exception {
        try (FeatureTopic topic = new FeatureTopic(stack, prefix);
                TrainerClient trainer = trainer(NEVER_BY_ITSELF)) {
            // Given
            topic.customers(0, 200);
            awaitThat(() -> trainer.segmentation().path("model_version").asInt() == 1);

            // Then
            assertProblem(
                    trainer.post("/segmentations/value/promote", ""),
                    409,
                    "nothing is held for value; it has v1 (in force)");
            assertProblem(
                    trainer.post("/segmentations/value/rollback", ""),
                    409,
                    "value has no version to go back to; it has v1 (in force)");
            assertProblem(
                    trainer.get("/segmentations/value/models/7"), 404, "value has no version 7; it has v1 (in force)");
            assertProblem(
                    trainer.post("/segmentations/taste/drop", ""),
                    404,
                    "there is no segmentation 'taste' here; there are value");
            assertProblem(
                    trainer.post("/dry-runs", "", "Content-Type", "application/yaml"), 422, "specification: is empty");
            HttpResponse<String> none = trainer.post("/dry-runs", "id: X", "Content-Type", "application/yaml");
            assertThat(none.statusCode()).as(none.body()).isEqualTo(422);
        }
    }

    private static void assertProblem(HttpResponse<String> response, int status, String detail) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(TrainerClient.json(response).get("detail").asText()).isEqualTo(detail);
    }

    private static List<String> standings(TrainerClient trainer) throws Exception {
        return StreamSupport.stream(
                        TrainerClient.json(trainer.get("/segmentations/value/models"))
                                .get("versions")
                                .spliterator(),
                        false)
                .map(version -> version.get("version").asText() + " "
                        + version.get("standing").asText())
                .toList();
    }

    private static long customers(JsonNode migration) {
        return StreamSupport.stream(migration.spliterator(), false)
                .mapToLong(flow -> flow.get("customers").asLong())
                .sum();
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
