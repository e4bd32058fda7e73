package dev.segue.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.cli.show.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who goes where, as a table: a row for each segment left, a column for each entered. */
final class MigrationTable {
    private static final String NONE = "unassigned";
    private static final String NOBODY = "·";
    private static final String CORNER = "from \\ to";
    private static final int NARROWEST = 7;
    /** By the number at the ids' end, as they are otherwise the same: 2 before 10. */
    private static final Comparator<String> IN_ORDER = Comparator.comparing((String id) -> id.equals(NONE))
            .thenComparing(String::length)
            .thenComparing(Comparator.naturalOrder());

    private MigrationTable() {}

    /** @param migration as the trainer tells it */
    static List<String> of(JsonNode migration) {
        Map<String, Map<String, Long>> rows = new TreeMap<>(IN_ORDER);
        SortedSet<String> columns = new TreeSet<>(IN_ORDER);
        for (JsonNode flow : migration) {
            String to = flow.path("to").asText(NONE);
            columns.add(to);
            rows.computeIfAbsent(flow.path("from").asText(NONE), from -> new HashMap<>())
                    .put(to, flow.path("customers").asLong());
        }
        int first = rows.keySet().stream().mapToInt(String::length).reduce(CORNER.length(), Math::max);
        int other = columns.stream().mapToInt(String::length).reduce(NARROWEST, Math::max);
        List<String> lines = new ArrayList<>();
        StringBuilder header = new StringBuilder(left(CORNER, first));
        columns.forEach(column -> header.append("  ").append(right(column, other)));
        lines.add(header.toString());
        rows.forEach((from, counts) -> {
            StringBuilder line = new StringBuilder(left(from, first));
            for (String column : columns) {
                Long count = counts.get(column);
                line.append("  ").append(right(count == null ? NOBODY : Figures.count(count), other));
            }
            lines.add(line.toString());
        });
        return lines;
    }

    private static String left(String text, int width) {
        return String.format(Locale.ROOT, "%-" + width + "s", text);
    }

    private static String right(String text, int width) {
        return String.format(Locale.ROOT, "%" + width + "s", text);
    }
}
