package dev.segue.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.strategy.Playbook;
import dev.segue.segmentation.strategy.Suppressed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the reference says of playbooks must be what the reader does. */
class PlaybookReferenceTest {
    /** Found from the module's directory, where Maven runs tests. */
    private static final Path REFERENCE = Path.of("..", "..", "docs", "reference", "playbooks.md");

    @Test
    void theExampleWithEverythingIsReadAndValid() throws IOException {
        // Given
        String reference = Files.readString(REFERENCE);
        int from = reference.indexOf("```yaml\n") + "```yaml\n".length();
        String example = reference.substring(from, reference.indexOf("```", from));

        // When
        Playbook playbook = PlaybookReader.parse("playbooks.md", example);

        // Then
        assertThat(playbook.segmentation()).isEqualTo("loyalty");
        assertThat(PlaybookSchemaTest.errors(example)).isEmpty();
        for (String part : List.of("/properties", "/$defs/strategy/properties", "/$defs/offer/properties")) {
            assertThat(PlaybookSchemaTest.fields(part))
                    .allSatisfy(field -> assertThat(example).containsPattern("(?m)^[ -]*" + field + ":"));
        }
    }

    @Test
    void everyFieldHasItsRow() throws IOException {
        // Given
        String reference = Files.readString(REFERENCE);

        // When, Then
        for (String part : List.of(
                "/properties",
                "/$defs/part/properties",
                "/$defs/strategy/properties",
                "/$defs/occasion/properties",
                "/$defs/condition/properties")) {
            assertThat(PlaybookSchemaTest.fields(part))
                    .isNotEmpty()
                    .allSatisfy(field -> assertThat(reference).contains("| `%s` |".formatted(field)));
        }
        assertThat(PlaybookSchemaTest.fields("/$defs/offer/properties"))
                .allSatisfy(field -> assertThat(reference).contains("`%s`".formatted(field)));
    }

    @Test
    void everyShippedPlaybookHasItsRowWithTheNumberOfItsStrategies() throws IOException {
        // Given
        String reference = Files.readString(REFERENCE);

        // When, Then
        for (String name : PlaybookReader.SHIPPED) {
            assertThat(reference)
                    .contains("| `%s` | %d |"
                            .formatted(
                                    name, PlaybookReader.read(name).strategies().size()));
        }
    }

    @Test
    void allThatKeepsAStrategyBackIsNamed() throws IOException {
        // Given
        String reference = Files.readString(REFERENCE);

        // When, Then
        assertThat(Suppressed.Why.values())
                .allSatisfy(why -> assertThat(reference).contains("`%s`".formatted(why)));
    }
}
