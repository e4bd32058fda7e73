package dev.segue.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    private Path directory;

    @Test
    void shouldReadTheLastLines() throws IOException {
        // Given
        Path log = Files.writeString(directory.resolve("kafka.log"), "one\ntwo\nthree\n");

        // Then
        assertThat(LogTail.read(log, 2)).containsExactly("two", "three");
    }

    @Test
    void shouldReadAllOfAShortLog() throws IOException {
        // Given
        Path log = Files.writeString(directory.resolve("kafka.log"), "one\ntwo");

        // Then
        assertThat(LogTail.read(log, 50)).containsExactly("one", "two");
    }

    @Test
    void shouldReadTheEndOfALogThatIsLongerThanItLooksAt() throws IOException {
        // Given
        Path log = Files.writeString(directory.resolve("kafka.log"), "x".repeat(3 << 20) + "\nlast\n");

        // Then
        assertThat(LogTail.read(log, 1)).containsExactly("last");
    }

    @Test
    void shouldReadNothingWhereThereIsNoLog() throws IOException {
        assertThat(LogTail.read(directory.resolve("kafka.log"), 10)).isEmpty();
    }
}
