package dev.segue.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedLogTest {
    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("kafka.log");
    }

    private void append(String text) throws IOException {
        Files.writeString(file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void shouldGiveOnlyWhatCameSince() throws IOException {
        // Given
        append("old\n");
        FollowedLog log = FollowedLog.fromEndOf(file());

        // When
        append("one\ntwo\n");

        // Then
        assertThat(log.newLines()).containsExactly("one", "two");
        assertThat(log.newLines()).isEmpty();
    }

    @Test
    void shouldWaitForTheEndOfALine() throws IOException {
        // Given
        append("old\n");
        FollowedLog log = FollowedLog.fromEndOf(file());

        // When
        append("one\nhalf a ");

        // Then
        assertThat(log.newLines()).containsExactly("one");

        // When
        append("line\n");

        // Then
        assertThat(log.newLines()).containsExactly("half a line");
    }

    @Test
    void shouldWaitForALogThatIsNotThereYet() throws IOException {
        // Given
        FollowedLog log = FollowedLog.fromEndOf(file());
        assertThat(log.newLines()).isEmpty();

        // When
        append("first\n");

        // Then
        assertThat(log.newLines()).containsExactly("first");
    }

    @Test
    void shouldGoOnWithTheNewLogOfAProgramThatStartedAgain() throws IOException {
        // Given
        append("old\n");
        FollowedLog log = FollowedLog.fromEndOf(file());

        // When
        Files.move(file(), directory.resolve("kafka.previous.log"));
        append("a longer line than the one before\n");

        // Then
        assertThat(log.newLines()).containsExactly("a longer line than the one before");
    }
}
