package dev.segue.localstack;

import java.time.Duration;
import java.util.OptionalLong;

/** What the stack is doing, as it happens, for whoever shows progress. */
public sealed interface StackEvent {

    /** A program was launched and does not answer yet. */
    record Starting(String program, int port) implements StackEvent {}

    /** A program was launched, or found, some time ago and still does not answer. Comes about once a second. */
    record Waiting(String program, int port, Duration elapsed) implements StackEvent {}

    /** A launched program answers. {@code took} counts from its launch. */
    record Up(String program, int port, Duration took) implements StackEvent {}

    /**
     * A program was running already and is used as it is.
     *
     * @param owner the process whose end will end this program too; empty when it stays up by itself
     */
    record Reused(String program, int port, long pid, OptionalLong owner) implements StackEvent {}

    /** A program was asked to end. */
    record Stopping(String program, long pid) implements StackEvent {}

    /** A program has ended. */
    record Stopped(String program, Duration took) implements StackEvent {}

    /** A program did not end within {@code grace} of being asked, and was ended by force. */
    record Killed(String program, Duration grace) implements StackEvent {}

    /** Something the person should know, in one sentence. */
    record Notice(String text) implements StackEvent {}
}
