package dev.segue.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.cli.CommandFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CsvOutputTest {
    private static final String CSV = "customer_id,name\n1,\"two\nlines, and a \"\" quote\"\n2,x\n";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path directory;

    @Test
    void theFileShouldHoldTheExportAndItsRowsBeCounted() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("out.csv"), "what was there before");

        // When
        long rows = CsvOutput.toFile(bytes(CSV), file);

        // Then
        assertThat(rows).isEqualTo(2);
        assertThat(file).hasContent(CSV);
        assertThat(directory).isDirectoryNotContaining("glob:**.partial");
    }

    @Test
    void anExportThatBreaksOffShouldLeaveWhatWasThere() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("out.csv"), "what was there before");
        InputStream broken = new SequenceInputStream(bytes(CSV), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        });

        // When, Then
        assertThatThrownBy(() -> CsvOutput.toFile(broken, file)).hasMessageContaining("connection reset");
        assertThat(file).hasContent("what was there before");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aPlaceThatCannotHoldAFileShouldBeToldByName() {
        assertThatThrownBy(() -> CsvOutput.toFile(bytes(CSV), directory.resolve("no/such/out.csv")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("its directory does not exist");
        assertThatThrownBy(() -> CsvOutput.toFile(bytes(CSV), directory))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("is a directory");
    }

    /** Root may write anywhere but here. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aPlaceThatCannotBeWrittenShouldBeToldByName() {
        assertThatThrownBy(() -> CsvOutput.toFile(bytes(CSV), Path.of("/proc/out.csv")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("/proc/.out.csv.")
                .hasMessageContaining("cannot be written");
        assertThatThrownBy(() -> CsvOutput.toFile(bytes(CSV), Path.of("/dev/full")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("/dev/full cannot be written")
                .hasMessageContaining("No space left");
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
