package dev.segue.cli.csv;

import dev.segue.cli.CommandFailure;
import org.jspecify.annotations.Nullable;

/** A file cannot be read as CSV; the message names the file, the place in it, and what would be right. */
public final class CsvException extends CommandFailure {
    private static final long serialVersionUID = 1L;

    CsvException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    CsvException(String message) {
        super(message);
    }
}
