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

    /** Looks how a program is, and asks it if it runs. */
    static ProgramStatus of(Home home, Program program) {
        Optional<RunFile> runFile = RunFile.read(home, program.name());
        if (runFile.isEmpty()) {
            return absent(home, program, State.DOWN, OptionalInt.empty(), "not started");
        }
        RunFile run = runFile.get();
        if (run.process(home).isEmpty()) {
            String remark = "process %d, launched at %s, is gone without having been stopped"
                    .formatted(run.pid(), run.started());
            return absent(home, program, State.CRASHED, OptionalInt.of(run.port()), remark);
        }
        Optional<String> complaint = program.complaint(run.port());
        return new ProgramStatus(
                program.name(),
                complaint.isEmpty() ? State.UP : State.NOT_ANSWERING,
                OptionalLong.of(run.pid()),
                OptionalInt.of(run.port()),
                Optional.of(run.started()),
                home.log(program.name()),
                complaint);
    }

    private static ProgramStatus absent(Home home, Program program, State state, OptionalInt port, String remark) {
        Optional<Instant> never = Optional.empty();
        return new ProgramStatus(
                program.name(),
                state,
                OptionalLong.empty(),
                port,
                never,
                home.log(program.name()),
                Optional.of(remark));
    }

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
