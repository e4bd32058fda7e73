package dev.segue.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.cli.show.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All versions of a segmentation's model, for people. */
final class VersionsText {
    private VersionsText() {}

    /** A table, the newest first. */
    static List<String> of(JsonNode answer) {
        List<String> lines = new ArrayList<>();
        JsonNode versions = answer.path("versions");
        if (versions.isEmpty()) {
            lines.add(
                    "%s has no model yet".formatted(answer.path("segmentation").asText()));
            return lines;
        }
        lines.add(String.format(
                Locale.ROOT,
                "%7s  %-10s  %-20s  %9s  %8s  %10s  %7s  %s",
                "version",
                "standing",
                "trained",
                "customers",
                "segments",
                "silhouette",
                "moves",
                "gate"));
        for (JsonNode version : versions) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%7d  %-10s  %-20s  %9s  %8d  %10s  %7s  %s",
                    version.path("version").asLong(),
                    version.path("standing").asText(),
                    // To the second.
                    version.path("trained_at").asText().replaceFirst("\\.\\d+Z$", "Z"),
                    Figures.count(version.path("customers").asLong()),
                    version.path("segments").asInt(),
                    Answers.figure(version.path("silhouette")),
                    Answers.share(version.path("moved_share")),
                    Answers.joined(version.path("reasons"))));
        }
        return lines;
    }

    /** What is in force now, and what waits. */
    static List<String> inForce(JsonNode answer) {
        String segmentation = answer.path("segmentation").asText();
        List<String> lines = new ArrayList<>();
        JsonNode inForce = answer.path("in_force");
        lines.add(
                inForce.isNumber()
                        ? "%s v%d is in force.".formatted(segmentation, inForce.asLong())
                        : "No model of %s is in force.".formatted(segmentation));
        if (answer.path("held").isNumber()) {
            lines.add("v%d is held.".formatted(answer.path("held").asLong()));
        }
        return lines;
    }
}
