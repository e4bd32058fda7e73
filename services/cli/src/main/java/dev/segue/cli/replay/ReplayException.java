package dev.segue.cli.replay;

import dev.segue.cli.CommandFailure;
import org.jspecify.annotations.Nullable;

/** A file cannot be replayed; the message names the file, the place in it, and what would be right. */
public final class ReplayException extends CommandFailure {
    private static final long serialVersionUID = 1L;

    ReplayException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    ReplayException(String message) {
        super(message);
    }
}
