package dev.segue.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Ends programs of a home: asks, waits, and uses force on those that do not listen.
 *
 * @param home whose programs
 * @param progress told what happens
 * @param grace how long a program may take to end by itself
 */
record Termination(Home home, Consumer<StackEvent> progress, Duration grace) {
    private static final Duration GRACE_AFTER_KILL = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 50;

    /**
     * A process without its command line is on its way out, with its ports perhaps still open. One that stays so has
     * ended, and its parent never collects it: that of a container often does not.
     */
    private static final int EMPTY_LOOKS = 20;

    /**
     * Ends a program and forgets that it ran. Not cut short by interrupts: that would leave it running.
     *
     * @throws StackException if the operating system cannot end it
     */
    void end(String program, ProcessHandle process) {
        progress.accept(new StackEvent.Stopping(program, process.pid()));
        long askedNanos = System.nanoTime();
        process.destroy();
        if (!isGone(program, process, grace)) {
            progress.accept(new StackEvent.Killed(program, grace));
            process.destroyForcibly();
            if (!isGone(program, process, GRACE_AFTER_KILL)) {
                throw new StackException(
                        "%s (process %d) cannot be ended, not even by force.".formatted(program, process.pid()));
            }
        }
        forget(program);
        progress.accept(new StackEvent.Stopped(program, Duration.ofNanos(System.nanoTime() - askedNanos)));
    }

    /** Removes the trace of a program that does not run. */
    void forget(String program) {
        try {
            Files.deleteIfExists(home.runFile(program));
        } catch (IOException e) {
            throw new StackException("Cannot delete " + home.runFile(program) + ": " + e, e);
        }
    }

    private boolean isGone(String program, ProcessHandle process, Duration within) {
        long deadlineNanos = System.nanoTime() + within.toNanos();
        boolean interrupted = false;
        int emptyLooks = 0;
        while (process.isAlive() && emptyLooks < EMPTY_LOOKS && System.nanoTime() < deadlineNanos) {
            emptyLooks = RunFile.runs(process, home, program) ? 0 : emptyLooks + 1;
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !process.isAlive() || emptyLooks == EMPTY_LOOKS;
    }
}
