package dev.segue.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Alerts fire when they should, and lead to what to do; dashboards are what Grafana loads. */
class AlertsTest {
    private static final Path TESTS = Deployed.ROOT.resolve("deploy/prometheus/tests/segue.test.yml");

    @Test
    void shouldFireWhenTheirTestsSay() throws Exception {
        Optional<Path> promtool = promtool();
        assumeTrue(promtool.isPresent(), "there is no promtool on the path: Debian has it in the package prometheus");

        // When
        Process run = new ProcessBuilder(promtool.orElseThrow().toString(), "test", "rules", TESTS.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(run.waitFor()).as(said).isZero();
    }

    @Test
    void shouldEachBeTestedAndHaveAPageOfTheRunbook() throws IOException {
        List<String> pages = Files.readAllLines(Deployed.ROOT.resolve("docs/alerts.md"));
        String tests = Files.readString(TESTS);
        List<Map<String, Object>> alerts = Deployed.rules().stream()
                .filter(rule -> rule.containsKey("alert"))
                .toList();

        assertThat(alerts).hasSizeGreaterThan(10).allSatisfy(alert -> {
            String name = String.valueOf(alert.get("alert"));
            assertThat(pages).contains("## " + name);
            assertThat(tests).contains("alertname: " + name);
            assertThat(alert.get("labels")).asString().contains("severity=");
            assertThat(alert.get("annotations"))
                    .asString()
                    .contains("summary=", "description=")
                    .contains("runbook_url=docs/alerts.md#" + name.toLowerCase(java.util.Locale.ROOT));
        });
    }

    @Test
    void shouldLetADashboardsReaderChooseTheDataSource() throws IOException {
        assertThat(Deployed.dashboards())
                .extracting(path -> path.getFileName().toString())
                .containsExactly("business.json", "model.json", "pipeline.json");
        for (Path dashboard : Deployed.dashboards()) {
            JsonNode json = new ObjectMapper().readTree(dashboard.toFile());
            assertThat(json.get("uid").asText()).startsWith("segue-");
            assertThat(json.at("/templating/list/0/type").asText()).isEqualTo("datasource");
            assertThat(json.findValues("datasource"))
                    .allSatisfy(source -> assertThat(source.get("uid").asText()).isEqualTo("${datasource}"));
            assertThat(json.get("panels").findValuesAsText("id")).doesNotHaveDuplicates();
            assertThat(Deployed.metrics(dashboard)).isNotEmpty();
        }
    }

    private static Optional<Path> promtool() {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
