package dev.segue.cli.secured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.topics.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

/** The rights that are shipped, beside the topics there are and what users read about them. */
class RightsTableTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "operations.md");
    private static final String PREFIX = "segue.";

    @Test
    void shouldBeOnTopicsThereAreAndOnNamesUnderThePrefix() throws IOException {
        Set<String> topics = Set.copyOf(new TopicCatalogue(PREFIX).names());

        assertThat(Rule.shipped())
                .allMatch(rule -> rule.name().startsWith(PREFIX))
                .doesNotHaveDuplicates()
                .filteredOn(rule -> rule.type() == ResourceType.TOPIC && !rule.prefixed())
                .extracting(Rule::name)
                .containsOnlyElementsOf(topics);
    }

    @Test
    void shouldStandInThePageAboutThem() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.equals("### Who needs what"))
                .filter(line -> line.startsWith("| "))
                .takeWhile(line -> !line.startsWith("| who |"))
                .toList();

        assertThat(rows).isEqualTo(table());
    }

    private static List<String> table() throws IOException {
        Set<String> users = new LinkedHashSet<>();
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (Rule rule : Rule.shipped()) {
            users.add(rule.user());
            String resource = "%s `%s%s`"
                    .formatted(
                            rule.type().name().toLowerCase(Locale.ROOT).replace("_", " "),
                            rule.name(),
                            rule.prefixed() ? "…" : "");
            rows.computeIfAbsent(resource, unseen -> new LinkedHashMap<>())
                    .merge(rule.user(), word(rule), "%s, %s"::formatted);
        }
        List<String> lines = new ArrayList<>();
        lines.add("| | %s |"
                .formatted(users.stream()
                        .map(user -> user.substring("segue-".length()))
                        .collect(Collectors.joining(" | "))));
        rows.forEach((resource, cells) -> lines.add("| %s | %s |"
                .formatted(
                        resource,
                        users.stream().map(user -> cells.getOrDefault(user, "")).collect(Collectors.joining(" | ")))));
        return lines;
    }

    private static String word(Rule rule) {
        String word = rule.operation().name().toLowerCase(Locale.ROOT).replace("_", " ");
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
