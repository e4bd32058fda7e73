package dev.segue.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack's own rules, shown with programs that start quickly. */
class LocalStackIT {
    @TempDir
    private Path directory;

    private final List<StackEvent> events = new CopyOnWriteArrayList<>();
    private final List<LocalStack> stacks = new ArrayList<>();

    private LocalStack stack(Program... programs) {
        LocalStack stack = new LocalStack(new Home(directory), List.of(programs), events::add);
        stacks.add(stack);
        return stack;
    }

    @AfterEach
    void stopEverything() throws InterruptedException {
        for (LocalStack stack : stacks) {
            stack.stop();
        }
    }

    private long pid(String program) {
        return RunFile.read(new Home(directory), program).orElseThrow().pid();
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static <T> List<T> of(Class<T> type, List<StackEvent> events) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Test
    void shouldStartAProgramAfterThoseItNeedsAndTellItTheirPorts() throws Exception {
        // Given
        LocalStack stack = stack(Toy.of("kafka"), Toy.of("trainer", "kafka"));

        // When
        stack.start();

        // Then
        assertThat(of(StackEvent.Up.class, events))
                .extracting(StackEvent.Up::program)
                .containsExactly("kafka", "trainer");
        assertThat(events.indexOf(of(StackEvent.Up.class, events).getFirst()))
                .isLessThan(events.indexOf(new StackEvent.Starting("trainer", stack.port("trainer"))));
        assertThat(stack.home().log("trainer")).content().contains("kafka=" + stack.port("kafka"));
        assertThat(stack.status()).extracting(ProgramStatus::state).containsOnly(ProgramStatus.State.UP);
    }

    @Test
    void shouldRefuseAProgramBeforeOneItNeeds() {
        assertThatThrownBy(() -> stack(Toy.of("trainer", "kafka"), Toy.of("kafka")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trainer")
                .hasMessageContaining("kafka");
    }

    @Test
    void shouldLeaveNoProcessBehindWhenClosed() throws Exception {
        // Given
        LocalStack stack = stack(Toy.of("kafka"), Toy.of("trainer", "kafka"));
        stack.start();
        long kafka = pid("kafka");
        long trainer = pid("trainer");

        // When
        stack.close();

        // Then
        assertThat(isAlive(kafka)).isFalse();
        assertThat(isAlive(trainer)).isFalse();
        assertThat(of(StackEvent.Stopped.class, events))
                .extracting(StackEvent.Stopped::program)
                .as("last started first")
                .containsExactly("trainer", "kafka");
        assertThat(stack.status()).extracting(ProgramStatus::state).containsOnly(ProgramStatus.State.DOWN);
    }

    @Test
    void shouldReuseWhatRunsAndLeaveItRunningWhenClosed() throws Exception {
        // Given
        stack(Toy.of("kafka")).start();
        long pid = pid("kafka");

        // When
        LocalStack second = stack(Toy.of("kafka"));
        second.start();
        second.close();

        // Then
        assertThat(pid("kafka")).isEqualTo(pid);
        assertThat(isAlive(pid)).isTrue();
        assertThat(of(StackEvent.Reused.class, events))
                .singleElement()
                .satisfies(reused -> assertThat(reused.owner())
                        .hasValue(ProcessHandle.current().pid()));
    }

    @Test
    void shouldSeeACrashAndStartTheProgramAgainOnItsPortWithItsData() throws Exception {
        // Given
        LocalStack stack = stack(Toy.of("kafka"));
        stack.start();
        int port = stack.port("kafka");
        ProcessHandle crashing = ProcessHandle.of(pid("kafka")).orElseThrow();

        // When
        crashing.destroyForcibly();
        Awaitility.await().until(() -> !crashing.isAlive());

        // Then
        assertThat(stack.status()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(ProgramStatus.State.CRASHED);
            assertThat(status.port()).hasValue(port);
        });

        // When
        stack.start();

        // Then
        assertThat(stack.port("kafka")).isEqualTo(port);
        assertThat(stack.home().data("kafka").resolve("starts")).hasContent("xx");
    }

    @Test
    void shouldStartAProgramAgainWhenOneItNeedsHadToMove() throws Exception {
        // Given
        LocalStack stack = stack(Toy.of("kafka"), Toy.of("trainer", "kafka"));
        stack.start();
        long trainer = pid("trainer");
        int oldPort = stack.port("kafka");
        ProcessHandle.of(pid("kafka")).orElseThrow().destroyForcibly();
        Awaitility.await().until(() -> Ports.isFree(oldPort));

        // When
        try (ServerSocket intruder = new ServerSocket(oldPort, 1, InetAddress.getLoopbackAddress())) {
            assertThat(intruder.isBound()).isTrue();
            stack.start();
        }

        // Then
        assertThat(stack.port("kafka")).isNotEqualTo(oldPort);
        assertThat(pid("trainer")).isNotEqualTo(trainer);
        assertThat(stack.home().log("trainer")).content().contains("kafka=" + stack.port("kafka"));
    }

    @Test
    void shouldSayWhichPortIsTaken() throws IOException {
        // Given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LocalStack stack =
                    stack(Toy.of("kafka").on(new PortSetting("SEGUE_KAFKA_PORT", taken.getLocalPort(), true)));

            // Then
            assertThatThrownBy(stack::start)
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()))
                    .hasMessageContaining("SEGUE_KAFKA_PORT");
        }
    }

    @Test
    void shouldSayWhatAProgramThatDiesAtStartSaidLastAndStopTheOthers() throws Exception {
        // Given
        LocalStack stack = stack(Toy.of("registry"), Toy.of("kafka", "registry").that(Toy.Manner.DIES));

        // Then
        assertThatThrownBy(stack::start)
                .isInstanceOf(StackException.class)
                .hasMessageContaining("kafka ended while starting (exit status 3)")
                .hasMessageContaining(stack.home().log("kafka").toString())
                .hasMessageContaining("no toy today");
        assertThat(stack.status())
                .extracting(ProgramStatus::state)
                .containsExactly(ProgramStatus.State.DOWN, ProgramStatus.State.CRASHED);
    }

    @Test
    void shouldGiveUpOnAProgramThatDoesNotAnswerInTimeAndEndIt() {
        // Given
        LocalStack stack = stack(Toy.of("kafka").that(Toy.Manner.DEAF).within(Duration.ofMillis(1_500)));

        // Then
        assertThatThrownBy(stack::start)
                .isInstanceOf(StackException.class)
                .hasMessageContaining("kafka")
                .hasMessageContaining("does not answer")
                .hasMessageContaining("nothing listens on port");
        assertThat(of(StackEvent.Waiting.class, events)).isNotEmpty();
        assertThat(of(StackEvent.Stopped.class, events)).hasSize(1);
    }

    @Test
    void shouldSayThatAProgramEndedWhichAnotherIsWaitingFor() {
        // Given
        LocalStack stack = stack(Toy.of("kafka"), Toy.of("trainer", "kafka").that(Toy.Manner.DEAF));
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        Thread starting = Thread.ofPlatform().start(() -> {
            try {
                stack.start();
            } catch (InterruptedException | RuntimeException e) {
                failures.add(e);
            }
        });
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> of(StackEvent.Starting.class, events).size() == 2);

        // When
        ProcessHandle.of(pid("kafka")).orElseThrow().destroyForcibly();

        // Then
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !starting.isAlive());
        assertThat(failures)
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                .hasMessageContaining("kafka ended while others were starting");
    }

    @Test
    void shouldEndByForceWhatDoesNotEndWhenAsked() throws Exception {
        // Given
        LocalStack stack = stack(Toy.of("kafka").that(Toy.Manner.STUBBORN));
        stack.start();
        ProcessHandle process = ProcessHandle.of(pid("kafka")).orElseThrow();

        // When
        new Termination(stack.home(), events::add, Duration.ofMillis(300)).end("kafka", process);

        // Then
        assertThat(process.isAlive()).isFalse();
        assertThat(of(StackEvent.Killed.class, events)).hasSize(1);
    }

    @Test
    void shouldEndTheStartWhenClosedMeanwhile() {
        // Given
        LocalStack stack = stack(Toy.of("kafka").that(Toy.Manner.DEAF));
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        Thread starting = Thread.ofPlatform().start(() -> {
            try {
                stack.start();
            } catch (InterruptedException | RuntimeException e) {
                failures.add(e);
            }
        });
        Awaitility.await().until(() -> !of(StackEvent.Starting.class, events).isEmpty());

        // When
        stack.close();

        // Then
        Awaitility.await().until(() -> !starting.isAlive());
        assertThat(failures).singleElement().isInstanceOf(InterruptedException.class);
        assertThat(of(StackEvent.Stopped.class, events)).hasSize(1);
    }

    @Test
    void shouldWipeDataOnlyWhenNothingRuns() throws Exception {
        // Given
        LocalStack stack = stack(Toy.of("kafka"));
        stack.start();

        // Then
        assertThatThrownBy(stack::wipe).isInstanceOf(StackException.class).hasMessageContaining("kafka runs");

        // When
        stack.stop();
        stack.wipe();

        // Then
        assertThat(stack.home().data("kafka")).doesNotExist();
        assertThat(stack.home().log("kafka")).exists();
    }

    @Test
    void shouldKeepTwoCommandsFromStartingTheSameStackAtOnce() throws Exception {
        // Given
        LocalStack first = stack(Toy.of("kafka"));
        LocalStack second = stack(Toy.of("kafka"));
        Thread other = Thread.ofPlatform().start(() -> {
            try {
                first.start();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        // When
        second.start();
        other.join();

        // Then
        assertThat(first.home().data("kafka").resolve("starts")).hasContent("x");
        assertThat(Files.exists(first.home().runFile("kafka"))).isTrue();
    }
}
