package dev.segue.cli.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.cli.catchup.Backlog;
import dev.segue.testkit.DataSets;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The images and the compose file, for real. */
@Tag("long")
class ComposeE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int SOME_WAY = 2_000;
    /** Of the rules that come with Segue: fires when an instance has been down for two minutes. */
    private static final String SEGMENTER_DOWN = "SegueServiceDown segmenter-2:8082";

    @TempDir
    private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void shouldComeUpAndLoseNothingAndFireAnAlertWhenASegmenterIsKilled() throws Exception {
        // Given
        Path file = DataSets.find("online_retail.csv.gz");

        // When
        try (ComposedSegue segue = new ComposedSegue(directory)) {
            // Then all are healthy, after one command
            for (String service : segue.lasting()) {
                await(service)
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> isHealthy(segue, service));
            }
            assertThat(segue.inspect("topics", "{{.State.ExitCode}}")).isEqualTo("0");
            assertConfined(segue);
            assertLogin(segue);
            assertScraped(segue);
            assertNotTakenForDown(segue);

            // When a segmenter is killed in mid-flow
            CompletableFuture<String> replay = CompletableFuture.supplyAsync(() -> replayed(segue, file));
            try (Admin admin = segue.connection().admin()) {
                Supplier<Backlog> backlog = Backlog.of(admin, segue.connection().settings());
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(100))
                        .until(() -> replay.isDone() || backlog.get().processed() > SOME_WAY);
                segue.kill("segmenter-2");
                assertThat(replay).as("still replaying when it is killed").isNotDone();
                assertThat(backlog.get().records())
                        .as("not taken in when it is killed")
                        .isPositive();
            }
            assertThat(segue.inspect("segmenter-2", "{{.State.ExitCode}}")).isEqualTo("137");

            // Then an alert is fired
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(alerts(segue)).containsEntry(SEGMENTER_DOWN, "firing"));

            // When it is back
            segue.start("segmenter-2");

            // Then nothing is lost, and nothing doubled
            assertThat(replay.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).contains("dead letters         0");
            new OnlineRetailBooks(file).assertAllRight(segue.customers());

            // And all are scraped again, and the alert is over
            assertScraped(segue);
            assertNotTakenForDown(segue);

            // When it is stopped, then in order, before the engine has to kill it
            segue.compose("stop", "--timeout", "40", "segmenter-1");
            assertThat(segue.inspect("segmenter-1", "{{.State.ExitCode}}")).isEqualTo("143");
        }
    }

    private static String replayed(ComposedSegue segue, Path file) {
        try {
            return segue.segue(
                    Objects.requireNonNull(file.getParent()),
                    "replay",
                    "online-retail",
                    "/data/" + file.getFileName(),
                    "--no-train");
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private static boolean isHealthy(ComposedSegue segue, String service) throws Exception {
        return segue.inspect(service, "{{.State.Health.Status}}").equals("healthy");
    }

    /** Whoever gets into a service finds neither root nor a file to change outside its state. */
    private static void assertConfined(ComposedSegue segue) throws Exception {
        for (String service : List.of("topics", "segmenter-1", "segmenter-2", "trainer", "console")) {
            assertThat(segue.inspect(
                            service, "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}}"))
                    .as(service)
                    .isEqualTo("10001:10001 true [ALL]");
        }
        for (String service : segue.lasting()) {
            assertThat(segue.inspect(
                            service, "{{range .HostConfig.PortBindings}}{{range .}}{{.HostIp}} {{end}}{{end}}"))
                    .as("addresses that ports of %s are published on", service)
                    .matches("(127\\.0\\.0\\.1)?");
        }
    }

    private void assertLogin(ComposedSegue segue) throws Exception {
        URI segmentations = segue.at("CONSOLE_PORT").resolve("/api/v1/segmentations");
        assertThat(answer(HttpRequest.newBuilder(segmentations)).statusCode()).isEqualTo(401);
        assertThat(answer(HttpRequest.newBuilder(segmentations).header("Authorization", "Bearer " + ComposedSegue.KEY))
                        .statusCode())
                .isEqualTo(200);
    }

    private void assertScraped(ComposedSegue segue) {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            Map<String, String> targets = new TreeMap<>();
            prometheus(segue, "targets")
                    .at("/data/activeTargets")
                    .forEach(target -> targets.put(
                            target.at("/labels/instance").asText(),
                            target.path("health").asText()));
            assertThat(targets)
                    .isEqualTo(Map.of(
                            "segmenter-1:8082", "up",
                            "segmenter-2:8082", "up",
                            "trainer:8083", "up",
                            "console:8084", "up",
                            "localhost:9090", "up"));
        });
    }

    private void assertNotTakenForDown(ComposedSegue segue) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(alerts(segue)).doesNotContainKey(SEGMENTER_DOWN));
    }

    /** Alerts that Prometheus has, by name and instance, and whether they are pending or firing. */
    private Map<String, String> alerts(ComposedSegue segue) throws Exception {
        Map<String, String> alerts = new TreeMap<>();
        prometheus(segue, "alerts").at("/data/alerts").forEach(alert -> {
            JsonNode labels = alert.path("labels");
            alerts.put(
                    labels.path("alertname").asText() + " "
                            + labels.path("instance").asText(),
                    alert.path("state").asText());
        });
        return alerts;
    }

    private JsonNode prometheus(ComposedSegue segue, String what) throws Exception {
        URI address = segue.at("PROMETHEUS_PORT").resolve("/api/v1/" + what);
        return new ObjectMapper()
                .readTree(answer(HttpRequest.newBuilder(address)).body());
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) throws Exception {
        return http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
