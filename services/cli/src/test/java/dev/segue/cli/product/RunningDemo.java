package dev.segue.cli.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code segue demo} in a process of its own, as the launcher starts it, on the stack of a {@link LocalSegue}. */
final class RunningDemo implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(1);
    private static final String CONSOLE = "Console";

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private RunningDemo(Process process) {
        this.process = process;
        Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(lines::add));
    }

    static RunningDemo start(String... options) {
        Path services = Path.of(System.getProperty("segue.services"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("SEGUE_") || name.startsWith("segue."))
                .map(name -> "-D" + name + "=" + System.getProperty(name))
                .forEach(command::add);
        command.addAll(
                List.of("-cp", services.resolve("cli/target/segue-cli.jar").toString(), "dev.segue.cli.Segue", "demo"));
        command.addAll(List.of(options));
        try {
            return new RunningDemo(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The console's address, once the demo has printed it. */
    String console() {
        await().atMost(STARTS_WITHIN).until(() -> printed().findAny().isPresent());
        return printed().findFirst().orElseThrow();
    }

    private Stream<String> printed() {
        return lines.stream()
                .filter(line -> line.startsWith(CONSOLE))
                .map(line -> line.substring(CONSOLE.length()).strip());
    }

    /** Waits until it has ended, which it must have done with its totals right. */
    void awaitEnd(Duration atMost) throws InterruptedException {
        assertThat(process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS))
                .as("the demo has ended: %s", lines)
                .isTrue();
        assertThat(process.exitValue()).as("exit status of the demo: %s", lines).isZero();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
