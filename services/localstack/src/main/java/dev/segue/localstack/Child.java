package dev.segue.localstack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program started by this process and tethered to it: see {@link Tether}. */
final class Child {
    private final RunFile runFile;
    private final Process process;

    private Child(RunFile runFile, Process process) {
        this.runFile = runFile;
        this.process = process;
    }

    /** Starts a program and writes its run file. */
    static Child start(Home home, Program program, Placement placement) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder().directory(placement.data().toFile()).redirectErrorStream(true);
        Launch launch = program.launch(placement);
        builder.command(command(RunFile.mark(home, program.name()), launch));
        builder.environment().putAll(launch.environment());
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(home.freshLog(program.name()).toFile()));
        Process process = builder.start();
        RunFile runFile = new RunFile(
                program.name(),
                process.pid(),
                placement.ports(),
                Instant.now(),
                OptionalLong.of(ProcessHandle.current().pid()));
        try {
            runFile.write(home);
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
        return new Child(runFile, process);
    }

    private static List<String> command(String mark, Launch launch) {
        String classPath = Stream.concat(
                        launch.classPath().stream(),
                        Stream.of(CodeSource.of(Tether.class).toString()))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>();
        // The terminal sends Ctrl-C and its own end to every process in the foreground. Children must not hear them:
        // the
        // starting process ends them one after the other, and those it released are to stay. A signal ignored by a
        // process stays ignored in the program it turns into.
        command.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // First, because some systems only tell the beginning of a long command line.
        command.add(mark);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // Half alive after running out of memory, a program would answer some questions and hang on others.
                "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(launch.jvmOptions());
        command.addAll(List.of("-cp", classPath, Tether.class.getName(), launch.mainClass()));
        command.addAll(launch.arguments());
        return command;
    }

    RunFile runFile() {
        return runFile;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /**
     * Whether it runs. A child is known without its mark, which is not there to be read for a moment while the shell turns
     * into the program.
     */
    boolean isAlive() {
        return process.isAlive();
    }

    /** What the process ended with; waits for its end. */
    int exitStatus() throws InterruptedException {
        return process.waitFor();
    }

    /** Lets the process live on when this one ends. */
    void release(Home home) throws IOException {
        runFile.withoutOwner().write(home);
        process.getOutputStream().write(Tether.RELEASE);
        process.getOutputStream().flush();
    }
}
