package dev.segue.cli.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.cli.show.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A dry run of a playbook, for people. */
final class DryRunText {
    private static final String HEADER = "strategy";
    private static final String NO_ROLE = "none";

    private DryRunText() {}

    /** @param run as the segmenter tells it */
    static List<String> of(JsonNode run) {
        List<String> lines = new ArrayList<>();
        lines.add("%s \"%s\", revision %d, with model v%d, %s: %s customers"
                .formatted(
                        run.path("segmentation").asText(),
                        run.path("title").asText(),
                        run.path("revision").asInt(),
                        run.path("model_version").asLong(),
                        run.path("now").isTextual() ? "as of " + run.path("now").asText() : "before the first event",
                        count(run.path("customers"))));
        if (run.path("unreadable").asLong() > 0) {
            lines.add("%s more could not be read; the segmenter's log names them"
                    .formatted(count(run.path("unreadable"))));
        }
        lines.add("roles: %s".formatted(roles(run)));
        int width = StreamSupport.stream(run.path("strategies").spliterator(), false)
                .mapToInt(strategy -> strategy.path("id").asText().length())
                .reduce(HEADER.length(), Math::max);
        table("Fire now", run, strategy -> !strategy.path("waits").asBoolean(), width, lines);
        table(
                "Would fire, each by itself, if what they wait for happened now",
                run,
                strategy -> strategy.path("waits").asBoolean(),
                width,
                lines);
        return lines;
    }

    private static String roles(JsonNode run) {
        List<String> roles = new ArrayList<>();
        counts(run.path("roles"), roles);
        roles.add(NO_ROLE + " " + count(run.path("without_role")));
        return String.join(", ", roles);
    }

    private static void table(String title, JsonNode run, Predicate<JsonNode> which, int width, List<String> lines) {
        List<JsonNode> strategies = StreamSupport.stream(run.path("strategies").spliterator(), false)
                .filter(which)
                .toList();
        if (strategies.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(title);
        lines.add(row(width, HEADER, "addressed", "held out", "how, to whom, and what keeps others back"));
        for (JsonNode strategy : strategies) {
            lines.add(row(
                            width,
                            strategy.path("id").asText(),
                            count(strategy.path("addressed")),
                            count(strategy.path("held_out")),
                            detail(strategy))
                    .stripTrailing());
        }
    }

    private static String row(int width, String strategy, String addressed, String heldOut, String detail) {
        return String.format(Locale.ROOT, "  %-" + width + "s %10s %10s  %s", strategy, addressed, heldOut, detail);
    }

    private static String detail(JsonNode strategy) {
        List<String> parts = new ArrayList<>();
        String ways = StreamSupport.stream(strategy.path("ways").spliterator(), false)
                .map(DryRunText::way)
                .collect(Collectors.joining(", "));
        List<String> roles = new ArrayList<>();
        counts(strategy.path("roles"), roles);
        List<String> keptBack = new ArrayList<>();
        counts(strategy.path("kept_back"), keptBack);
        if (!ways.isEmpty()) {
            parts.add(ways);
        }
        if (!roles.isEmpty()) {
            parts.add("to " + String.join(", ", roles));
        }
        if (!keptBack.isEmpty()) {
            parts.add("kept back by " + String.join(", ", keptBack).replace('_', ' '));
        }
        return String.join("; ", parts);
    }

    private static String way(JsonNode way) {
        String variant = way.path("variant").isTextual() ? way.path("variant").asText() + " by " : "";
        return "%s%s %s".formatted(variant, way.path("channel").asText(), count(way.path("customers")));
    }

    private static void counts(JsonNode counts, List<String> texts) {
        counts.properties().forEach(entry -> texts.add(entry.getKey() + " " + count(entry.getValue())));
    }

    private static String count(JsonNode count) {
        return Figures.count(count.asLong());
    }
}
