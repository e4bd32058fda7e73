package dev.segue.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {
    private static final Instant STARTED = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    private Path directory;

    private Home home = new Home(Path.of("."));

    @BeforeEach
    void makeAHome() {
        home = new Home(directory);
        home.create();
    }

    private static RunFile of(long pid) {
        return new RunFile("trainer", pid, Map.of("trainer", 8083, "kafka", 9092), STARTED, OptionalLong.of(17));
    }

    @Test
    void shouldReadWhatItWrote() throws IOException {
        // When
        of(4711).write(home);

        // Then
        assertThat(RunFile.read(home, "trainer")).contains(of(4711));
    }

    @Test
    void shouldReadWhatItWroteWithoutAnOwner() throws IOException {
        // When
        of(4711).withoutOwner().write(home);

        // Then
        assertThat(RunFile.read(home, "trainer")).contains(of(4711).withoutOwner());
        assertThat(of(4711).withoutOwner().owner()).isEmpty();
    }

    @Test
    void shouldBeAbsentForAProgramThatNeverRan() {
        assertThat(RunFile.read(home, "trainer")).isEmpty();
    }

    @Test
    void shouldNameAFileThatMakesNoSense() throws IOException {
        // Given
        Files.writeString(home.runFile("trainer"), "pid=none\n");

        // Then
        assertThatThrownBy(() -> RunFile.read(home, "trainer"))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(home.runFile("trainer").toString());
    }

    @Test
    void shouldRefuseToLackItsOwnPort() {
        assertThatThrownBy(() -> new RunFile("trainer", 1, Map.of("kafka", 9092), STARTED, OptionalLong.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ports");
    }

    @Test
    void shouldKnowItsProcessAgain() throws IOException {
        // Given
        Process process = waiting(RunFile.mark(home, "trainer"));
        try {
            // Then
            assertThat(of(process.pid()).process(home)).contains(process.toHandle());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void shouldNotTakeAnotherProgramThatGotTheSameProcessIdForItsOwn() throws IOException {
        // Given
        Process other = waiting("-Dsomething=else");
        try {
            // Then
            assertThat(of(other.pid()).process(home)).isEmpty();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void shouldNotTakeTheSameProgramOfAnotherHomeForItsOwn() throws IOException {
        // Given
        Process other = waiting(RunFile.mark(new Home(directory.resolve("another")), "trainer"));
        try {
            // Then
            assertThat(of(other.pid()).process(home)).isEmpty();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void shouldSeeThatTheProcessIsDead() throws Exception {
        // Given
        Process process = waiting(RunFile.mark(home, "trainer"));

        // When
        process.destroyForcibly().waitFor();

        // Then
        assertThat(of(process.pid()).process(home)).isEmpty();
    }

    /** A process that waits, with an argument that it does not look at. */
    private static Process waiting(String argument) throws IOException {
        return new ProcessBuilder("/bin/sh", "-c", "read line", "sh", argument).start();
    }
}
