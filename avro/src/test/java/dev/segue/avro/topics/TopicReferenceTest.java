package dev.segue.avro.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page users read about topics must have all of them, as they are created. */
class TopicReferenceTest {
    private static final Path PAGE = Path.of("../docs/reference/topics.md");

    /** Name to the row's other cells: key, records, partitions, retention, clean-up, timestamps. */
    private final Map<String, List<String>> rows = new LinkedHashMap<>();

    @BeforeEach
    void readPage() throws IOException {
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("| `")) {
                List<String> cells = Arrays.stream(line.split("\\|"))
                        .skip(1)
                        .map(cell -> cell.strip().replace("`", ""))
                        .toList();
                rows.put(cells.getFirst(), cells.subList(1, cells.size()));
            }
        }
    }

    @Test
    void everyTopicHasItsRow() {
        assertThat(rows.keySet())
                .containsExactlyElementsOf(
                        Arrays.stream(Topic.values()).map(Topic::unprefixed).toList());
    }

    @ParameterizedTest
    @EnumSource
    void aRowIsAsTheTopicIsCreated(Topic topic) {
        List<String> cells = rows.get(topic.unprefixed());

        Map<String, String> settings = topic.settings();
        String records = topic.schemas().stream().map(Schema::getName).collect(Collectors.joining(", "));
        assertThat(cells)
                .containsExactly(
                        switch (topic) {
                            case SEGMENT_MODELS -> "segmentation, or segmentation@version";
                            case MODEL_REPORTS -> "segmentation@version";
                            case CUSTOMER_REQUESTS -> "customer id; of a merge, the one that goes";
                            case REQUEST_RECEIPTS -> "request";
                            case OPERATOR_ACTIONS -> "action";
                            case STRATEGY_OUTCOMES -> "segmentation/strategy/variant/segment/meaning/partition";
                            case SEGMENT_KPIS -> "segmentation/segment/day/partition";
                            case PRODUCT_TALLIES -> "segmentation/segment/partition";
                            case DEAD_LETTERS -> "as it came";
                            default -> "customer id";
                        },
                        records.isEmpty() ? "any bytes, as they came" : records,
                        topic.partitions(7) == 7 ? "as configured" : Integer.toString(topic.partitions(7)),
                        retention(settings.get("retention.ms")),
                        settings.get("cleanup.policy"),
                        settings.getOrDefault("message.timestamp.type", "CreateTime"));
    }

    private static String retention(@Nullable String millis) {
        if (millis == null) {
            return "latest of each key";
        }
        return millis.equals("-1")
                ? "for good"
                : "%d days".formatted(Duration.ofMillis(Long.parseLong(millis)).toDays());
    }
}
