package dev.segue.localstack;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How a program is doing.
 *
 * @param program its name
 * @param state what it is in
 * @param pid its process id, while it runs
 * @param port the port it has, or had last; empty if it never ran here
 * @param since when it was launched, while it runs
 * @param log what it prints
 * @param remark why it is not up; empty when it is
 */
public record ProgramStatus(
        String program,
        State state,
        OptionalLong pid,
        OptionalInt port,
        Optional<Instant> since,
        Path log,
        Optional<String> remark) {

    /** What a program is in. */
    public enum State {
        /** It runs and answers. */
        UP,
        /** It runs and does not answer: it is still starting, or in trouble. */
        NOT_ANSWERING,
        /** It was not stopped, and yet it is gone. */
        CRASHED,
        /** It does not run. */
        DOWN
    }
}
