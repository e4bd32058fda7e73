package dev.segue.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to the programs when the process that started them ends. */
class TetheredIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    private Process started(Home home, String what) throws IOException {
        Path log = directory.resolve("starting-process.log");
        Process process = StartingProcess.start(home, what, log.toFile());
        Awaitility.await().atMost(PATIENCE).until(() -> {
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            return Files.readString(log).contains("ready");
        });
        return process;
    }

    private static List<ProcessHandle> processes(Home home, String what) {
        return StartingProcess.programs(what).stream()
                .map(program -> RunFile.read(home, program.name())
                        .flatMap(runFile -> runFile.process(home))
                        .orElseThrow())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"toys", "real"})
    void shouldEndWithAStartingProcessThatIsKilled(String what) throws Exception {
        // Given
        Home home = new Home(directory.resolve("home"));
        Process starting = started(home, what);
        List<ProcessHandle> children = processes(home, what);
        assertThat(children).hasSize(2).allMatch(ProcessHandle::isAlive);

        // When
        starting.destroyForcibly().waitFor();

        // Then
        Awaitility.await().atMost(PATIENCE).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(new LocalStack(home, StartingProcess.programs(what), event -> {}).status())
                .extracting(ProgramStatus::state)
                .containsOnly(ProgramStatus.State.CRASHED);
    }

    @Test
    void shouldBeEndedByAStartingProcessThatIsAskedToEnd() throws Exception {
        // Given
        Home home = new Home(directory.resolve("home"));
        Process starting = started(home, "toys");
        List<ProcessHandle> children = processes(home, "toys");

        // When
        starting.destroy();
        starting.waitFor();

        // Then
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(new LocalStack(home, StartingProcess.programs("toys"), event -> {}).status())
                .extracting(ProgramStatus::state)
                .containsOnly(ProgramStatus.State.DOWN);
    }

    @Test
    void shouldOutliveAStartingProcessThatLetThemGo() throws Exception {
        // Given
        Home home = new Home(directory.resolve("home"));
        Process starting = started(home, "detached");
        List<ProcessHandle> children = processes(home, "detached");

        // When
        starting.destroyForcibly().waitFor();

        // Then
        LocalStack stack = new LocalStack(home, StartingProcess.programs("detached"), event -> {});
        Awaitility.await()
                .during(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .until(() -> children.stream().allMatch(ProcessHandle::isAlive));
        assertThat(stack.status()).extracting(ProgramStatus::state).containsOnly(ProgramStatus.State.UP);

        // When
        stack.stop();

        // Then
        // Their parent is whoever adopted them, and may take its time to collect them.
        Awaitility.await().atMost(PATIENCE).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }
}
