package dev.segue.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.cli.show.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Two versions side by side, for people. */
final class DifferenceText {
    private DifferenceText() {}

    /** @param difference as the trainer tells it */
    static List<String> of(JsonNode difference) {
        long from = difference.path("from").asLong();
        long to = difference.path("to").asLong();
        List<String> lines = new ArrayList<>();
        lines.add("%s v%d and v%d: %s of the sampled customers are in another segment"
                .formatted(
                        difference.path("segmentation").asText(),
                        from,
                        to,
                        Answers.share(difference.path("moved_share"))));
        for (JsonNode segment : difference.path("segments")) {
            lines.add("");
            lines.add("%s · %s"
                    .formatted(
                            segment.path("id").asText(), segment.path("label").asText()));
            lines.add(side(from, segment.path("from")));
            lines.add(side(to, segment.path("to")));
        }
        lines.add("");
        lines.add("Sampled customers as they are now, from v%d to v%d:".formatted(from, to));
        lines.addAll(MigrationTable.of(difference.path("migration")));
        return lines;
    }

    private static String side(long version, JsonNode side) {
        return side.isObject()
                ? String.format(
                        Locale.ROOT,
                        "  v%-4d %9s  %s",
                        version,
                        Figures.count(side.path("size").asLong()),
                        ModelText.values(side.path("profile")))
                : String.format(Locale.ROOT, "  v%-4d %9s", version, "–");
    }
}
