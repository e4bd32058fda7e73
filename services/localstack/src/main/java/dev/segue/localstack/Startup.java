package dev.segue.localstack;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A program on its way from launched, or found running, to answering. Used by one thread. */
final class Startup {
    private static final int TAIL_LINES = 15;
    private static final Duration WAITING_PERIOD = Duration.ofSeconds(1);

    private final Home home;
    private final Program program;
    private final RunFile runFile;
    private final ProcessHandle process;
    private final Optional<Child> child;
    private final Consumer<StackEvent> progress;
    private final long begunNanos = System.nanoTime();
    private Duration nextWaiting = WAITING_PERIOD;
    private boolean up;

    private Startup(
            Home home,
            Program program,
            RunFile runFile,
            ProcessHandle process,
            Optional<Child> child,
            Consumer<StackEvent> progress) {
        this.home = home;
        this.program = program;
        this.runFile = runFile;
        this.process = process;
        this.child = child;
        this.progress = progress;
    }

    static Startup of(Home home, Program program, Child child, Consumer<StackEvent> progress) {
        progress.accept(new StackEvent.Starting(program.name(), child.runFile().port()));
        return new Startup(home, program, child.runFile(), child.handle(), Optional.of(child), progress);
    }

    static Startup ofRunning(
            Home home, Program program, RunFile runFile, ProcessHandle process, Consumer<StackEvent> progress) {
        return new Startup(home, program, runFile, process, Optional.empty(), progress);
    }

    Program program() {
        return program;
    }

    int port() {
        return runFile.port();
    }

    /**
     * Looks once whether the program answers by now. Having answered once is enough, as long as it runs.
     *
     * @throws StackException if it has ended, or its time is up
     */
    boolean isUp() throws InterruptedException {
        if (!isAlive()) {
            throw new StackException("%s ended while %s%s. %s"
                    .formatted(program.name(), up ? "others were starting" : "starting", exitStatus(), logTail()));
        }
        if (up) {
            return true;
        }
        Optional<String> complaint = program.complaint(port());
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begunNanos);
        if (complaint.isEmpty()) {
            progress.accept(upEvent(elapsed));
            up = true;
            return true;
        }
        if (elapsed.compareTo(program.deadline()) > 0) {
            throw new StackException("%s (process %d) does not answer after %d s: %s. %s"
                    .formatted(program.name(), runFile.pid(), elapsed.toSeconds(), complaint.get(), logTail()));
        }
        if (elapsed.compareTo(nextWaiting) >= 0) {
            progress.accept(new StackEvent.Waiting(program.name(), port(), elapsed));
            nextWaiting = elapsed.plus(WAITING_PERIOD);
        }
        return false;
    }

    /** What a program that answered complains of now, as a line to add to a message: others may have waited for it. */
    Optional<String> relapse() {
        return up
                ? program.complaint(port())
                        .map(complaint ->
                                "%nBesides, %s does not answer any more: %s.".formatted(program.name(), complaint))
                : Optional.empty();
    }

    private boolean isAlive() {
        return child.map(Child::isAlive).orElseGet(() -> RunFile.runs(process, home, program.name()));
    }

    private StackEvent upEvent(Duration elapsed) {
        if (child.isPresent()) {
            return new StackEvent.Up(program.name(), port(), elapsed);
        }
        OptionalLong owner = runFile.owner();
        return new StackEvent.Reused(program.name(), port(), runFile.pid(), owner);
    }

    private String exitStatus() throws InterruptedException {
        return child.isPresent() ? " (exit status " + child.get().exitStatus() + ")" : "";
    }

    private String logTail() {
        try {
            List<String> lines = LogTail.read(home.log(program.name()), TAIL_LINES);
            return "Its log, " + home.log(program.name())
                    + (lines.isEmpty() ? ", is empty." : ", ends with:\n  " + String.join("\n  ", lines));
        } catch (IOException e) {
            return "Its log, " + home.log(program.name()) + ", cannot be read: " + e;
        }
    }
}
