package dev.segue.cli;

import org.jspecify.annotations.Nullable;

/** A command cannot do what it was asked; the message is written for the person at the terminal: what, where, what to try. */
public class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure that another one led to. */
    public CommandFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** A failure by itself. */
    public CommandFailure(String message) {
        super(message);
    }
}
