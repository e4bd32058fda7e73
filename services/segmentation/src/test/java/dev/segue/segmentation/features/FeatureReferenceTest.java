package dev.segue.segmentation.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page users read about features must have all of them, and no others. */
class FeatureReferenceTest {
    private static final Path PAGE = Path.of("../../docs/reference/features.md");
    private static final String ANY = "anything";

    /** Name to the row's other cells: unit, definition, ageing, undefined. */
    private final Map<String, List<String>> rows = new LinkedHashMap<>();

    @BeforeEach
    void readPage() throws IOException {
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("| `")) {
                List<String> cells = Arrays.stream(line.split("\\|"))
                        .skip(1)
                        .map(String::strip)
                        .toList();
                rows.put(cells.getFirst().replace("`", "").replaceAll("<.*>", ANY), cells.subList(1, cells.size()));
            }
        }
    }

    @Test
    void everyFeatureHasItsRow() {
        List<String> names = new ArrayList<>();
        FeatureCatalogue.behaviourNames().forEach(names::add);
        names.addAll(FeatureCatalogue.predictedNames());
        for (String family :
                List.of(FeatureCatalogue.CATEGORY_SHARE, FeatureCatalogue.CHANNEL_SHARE, FeatureCatalogue.PROFILE)) {
            names.add(family + ANY);
        }

        assertThat(rows.keySet()).containsExactlyElementsOf(names);
    }

    @Test
    void everyRowIsWholeAndTellsTheAgeing() {
        assertThat(rows).isNotEmpty().allSatisfy((name, cells) -> {
            assertThat(cells).as(name).hasSize(4).doesNotContain("");
            assertThat(cells.get(2))
                    .as(name)
                    .isEqualTo(FeatureCatalogue.feature(name).ageing().name().toLowerCase(Locale.ROOT));
        });
    }
}
