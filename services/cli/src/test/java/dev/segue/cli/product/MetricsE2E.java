package dev.segue.cli.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.cli.kubernetes.Manifests;
import dev.segue.cli.metrics.Deployed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What alerts and dashboards ask for is there on services that have only just been started, and have seen no event. */
@Tag("long")
class MetricsE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)[ {]");

    /** Only where there are webhooks; their own test looks for them. */
    private static final String WEBHOOKS = "segue_webhook_";

    @TempDir
    private Path home;

    @Test
    void everyMetricOfAlertsAndDashboardsShouldBeThereAndEveryOneOfOursDescribed() throws Exception {
        // Given
        try (LocalSegue segue = new LocalSegue(home);
                HttpClient http = HttpClient.newHttpClient()) {
            Set<String> wanted = Deployed.metrics().stream()
                    .filter(name -> !name.startsWith(WEBHOOKS))
                    .collect(Collectors.toSet());

            // Then
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(exposed(segue, http)).containsAll(wanted));
            String described = Files.readString(Path.of("..", "..", "docs", "reference", "metrics.md"));
            assertThat(exposed(segue, http))
                    .filteredOn(name -> name.startsWith("segue_"))
                    .allSatisfy(name -> assertThat(described)
                            .contains("`" + name.replaceFirst("_(bucket|sum|count|max)$", "") + "`"));
        }
    }

    /** The names of all metrics of all services. */
    private static Set<String> exposed(LocalSegue segue, HttpClient http) throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        for (JsonNode program : new ObjectMapper().readTree(segue.run("status", "--json"))) {
            String name = program.get("program").asText();
            if (Set.of("segmenter", "trainer", "console").contains(name)) {
                URI address = URI.create("http://127.0.0.1:%d/prometheus"
                        .formatted(program.get("port").asInt()));
                HttpResponse<String> metrics = get(http, address);
                assertThat(metrics.statusCode()).as(name).isEqualTo(200);
                for (String probe : Manifests.probes()) {
                    assertThat(get(http, address.resolve(probe)).statusCode())
                            .as(name + probe)
                            .isEqualTo(200);
                }
                Matcher samples = SAMPLE.matcher(metrics.body());
                while (samples.find()) {
                    names.add(samples.group(1));
                }
            }
        }
        return names;
    }

    private static HttpResponse<String> get(HttpClient http, URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
