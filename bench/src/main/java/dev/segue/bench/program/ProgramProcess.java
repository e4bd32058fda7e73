package dev.segue.bench.program;

import dev.segue.localstack.LogTail;
import dev.segue.localstack.Tether;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A measured program in a virtual machine of its own, so that each starts as cold as the others and none profits from, or
 * waits for, another's garbage. It ends with this process. One thread.
 */
public final class ProgramProcess implements AutoCloseable {
    private static final int GRACE_SECONDS = 30;
    private static final int LAST_LINES = 20;

    private final String name;
    private final Process process;
    private final Path log;

    private ProgramProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Options of the virtual machine that all measured programs get. */
    public static List<String> jvmOptions() {
        return List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC");
    }

    /**
     * Starts a program of this class path.
     *
     * @param name what it is called, and its log
     * @param directory where it runs; made if it does not exist
     * @param furtherOptions of its virtual machine, after {@link #jvmOptions()}
     * @throws IOException if it cannot be started
     */
    public static ProgramProcess start(
            String name, Path directory, String mainClass, List<String> furtherOptions, List<String> arguments)
            throws IOException {
        List<String> command = java(furtherOptions);
        command.addAll(List.of("-cp", classPath(), Tether.class.getName(), mainClass));
        command.addAll(arguments);
        return start(name, directory, command);
    }

    /**
     * Starts a program of its own jar, with the jars that names beside it.
     *
     * @param name what it is called, and its log
     * @param directory where it runs; made if it does not exist
     * @param mainClass the jar's
     * @param furtherOptions of its virtual machine, after {@link #jvmOptions()}
     * @throws IOException if it cannot be started
     */
    public static ProgramProcess startJar(
            String name, Path directory, Path jar, String mainClass, List<String> furtherOptions) throws IOException {
        List<String> command = java(furtherOptions);
        String tether = Path.of(Tether.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
        command.addAll(
                List.of("-cp", jar.toAbsolutePath() + File.pathSeparator + tether, Tether.class.getName(), mainClass));
        return start(name, directory, command);
    }

    private static List<String> java(List<String> furtherOptions) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(jvmOptions());
        command.addAll(furtherOptions);
        return command;
    }

    private static ProgramProcess start(String name, Path directory, List<String> command) throws IOException {
        Files.createDirectories(directory);
        Path log = directory.resolve(name + ".log");
        return new ProgramProcess(
                name,
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
    }

    /** Absolute, because the program runs in a directory of its own. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * Checks that it runs.
     *
     * @throws IllegalStateException with the end of its log, if it has ended
     */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    "the %s has ended with status %d:%n%s".formatted(name, process.exitValue(), lastLines()));
        }
    }

    /** Processor time it has used; zero where the system does not tell. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The end of its log. */
    public String lastLines() {
        try {
            return String.join(System.lineSeparator(), LogTail.read(log, LAST_LINES));
        } catch (IOException e) {
            return log + " cannot be read: " + e;
        }
    }

    /** Asks it to end, and ends it by force if it does not within {@value #GRACE_SECONDS} seconds. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
