package dev.segue.cli.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The alerts and dashboards that come with Segue. */
public final class Deployed {
    /** Found from the module's directory, where Maven runs tests. */
    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    static final Path RULES = ROOT.resolve("deploy/prometheus/rules/segue.yml");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), *\\w+\\)");

    private Deployed() {}

    /** Metrics of services that rules or dashboards are about. */
    public static Set<String> metrics() throws IOException {
        Set<String> metrics = new TreeSet<>();
        for (Map<String, Object> rule : rules()) {
            metrics.addAll(PromQl.metrics(String.valueOf(rule.get("expr"))));
        }
        for (Path dashboard : dashboards()) {
            metrics.addAll(metrics(dashboard));
        }
        // What rules record.
        rules().forEach(rule -> metrics.remove(String.valueOf(rule.get("record"))));
        // Prometheus's own.
        metrics.remove("up");
        return metrics;
    }

    @SuppressWarnings("unchecked") // The file's form, which promtool checks.
    static List<Map<String, Object>> rules() throws IOException {
        Map<String, List<Map<String, Object>>> file = new Yaml().load(Files.readString(RULES));
        List<Map<String, Object>> rules = new ArrayList<>();
        Objects.requireNonNull(file.get("groups"))
                .forEach(group -> rules.addAll((List<Map<String, Object>>) group.get("rules")));
        return rules;
    }

    static List<Path> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("deploy/grafana/dashboards"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    static Set<String> metrics(Path dashboard) throws IOException {
        JsonNode json = new ObjectMapper().readTree(dashboard.toFile());
        Set<String> metrics = new TreeSet<>();
        json.findValuesAsText("expr").forEach(expression -> metrics.addAll(PromQl.metrics(expression)));
        json.findValuesAsText("definition").forEach(definition -> {
            Matcher values = LABEL_VALUES.matcher(definition);
            if (values.matches()) {
                metrics.addAll(PromQl.metrics(values.group(1)));
            }
        });
        return metrics;
    }
}
