package dev.segue.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the reference says must be what the reader does. */
class SpecReferenceTest {
    /** Found from the module's directory, where Maven runs tests. */
    private static final Path REFERENCE = Path.of("..", "..", "docs", "reference", "specs.md");

    @Test
    void theExampleWithEverythingIsReadAndValid() throws IOException {
        // Given
        String reference = Files.readString(REFERENCE);
        int from = reference.indexOf("```yaml\n") + "```yaml\n".length();
        String example = reference.substring(from, reference.indexOf("```", from));

        // When
        SegmentationSpec spec = SpecReader.parse("specs.md", example);

        // Then
        assertThat(spec.id()).isEqualTo("loyalty");
        assertThat(SchemaTest.errors(example)).isEmpty();
        assertThat(SchemaTest.fields("/properties"))
                .allSatisfy(field -> assertThat("\n" + example).contains("\n" + field + ":"));
    }

    @Test
    void everyFieldHasItsRow() throws IOException {
        // Given
        String reference = Files.readString(REFERENCE);

        // When, Then
        for (String field : SchemaTest.fields("/properties")) {
            if (SchemaTest.fields("/properties/%s/properties".formatted(field)).isEmpty()) {
                assertThat(reference).contains("| `%s` |".formatted(field));
            }
        }
        for (String mapping : new String[] {"training", "flap_control", "gates"}) {
            assertThat(SchemaTest.fields("/properties/%s/properties".formatted(mapping)))
                    .allSatisfy(field -> assertThat(reference).contains("| `%s.%s` |".formatted(mapping, field)));
        }
        assertThat(SchemaTest.fields("/$defs/feature/properties"))
                .allSatisfy(field -> assertThat(reference).contains("| `%s` |".formatted(field)));
    }
}
