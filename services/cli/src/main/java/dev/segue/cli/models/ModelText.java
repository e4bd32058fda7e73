package dev.segue.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.cli.show.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One version of a model, for people. */
final class ModelText {
    private ModelText() {}

    /** @param model as the trainer tells it */
    static List<String> of(JsonNode model) {
        List<String> lines = new ArrayList<>();
        JsonNode quality = model.path("quality");
        lines.add(
                "%s%s, %s: %d segments from %s customers · silhouette %s · Calinski-Harabasz %s · Davies-Bouldin %s · %s of full K-means' inertia"
                        .formatted(
                                model.path("segmentation").asText(),
                                model.path("version").isNumber()
                                        ? " v" + model.path("version").asLong()
                                        : "",
                                model.path("standing").asText(),
                                model.path("segments").size(),
                                Figures.count(quality.path("sampled").asLong()),
                                Answers.figure(quality.path("silhouette")),
                                Answers.figure(quality.path("calinski_harabasz")),
                                Answers.figure(quality.path("davies_bouldin")),
                                Answers.figure(quality.path("full_kmeans_ratio"))));
        if (model.path("structure").isObject()) {
            lines.add(model.path("structure").path("sentence").asText());
        }
        JsonNode gate = model.path("gate");
        if (gate.isObject()) {
            lines.add("gate: %s: %s"
                    .formatted(
                            gate.path("passed").asBoolean() ? "passed" : "not passed",
                            Answers.joined(gate.path("reasons"))));
        }
        lines.add("");
        lines.addAll(segments(model.path("segments")));
        if (!model.path("migration").isEmpty()) {
            lines.add("");
            lines.add("Sampled customers, from v%d then in force:"
                    .formatted(gate.path("against").asLong()));
            lines.addAll(MigrationTable.of(model.path("migration")));
        }
        return lines;
    }

    private static List<String> segments(JsonNode segments) {
        List<String> lines = new ArrayList<>();
        String row =
                "%-" + widest(segments, "id", "segment") + "s  %9s  %-" + widest(segments, "label", "label") + "s  %s";
        lines.add(String.format(Locale.ROOT, row, "segment", "customers", "label", "means"));
        for (JsonNode segment : segments) {
            lines.add(String.format(
                    Locale.ROOT,
                    row,
                    segment.path("id").asText(),
                    Figures.count(segment.path("size").asLong()),
                    segment.path("label").asText(),
                    values(segment.path("profile"))));
        }
        return lines;
    }

    private static int widest(JsonNode segments, String field, String title) {
        int widest = title.length();
        for (JsonNode segment : segments) {
            widest = Math.max(widest, segment.path(field).asText().length());
        }
        return widest;
    }

    /** Named values in a line. */
    static String values(JsonNode named) {
        return named.properties().stream()
                .filter(entry -> entry.getValue().isNumber())
                .map((Map.Entry<String, JsonNode> entry) ->
                        entry.getKey() + " " + Figures.value(entry.getValue().asDouble()))
                .collect(Collectors.joining(", "));
    }
}
