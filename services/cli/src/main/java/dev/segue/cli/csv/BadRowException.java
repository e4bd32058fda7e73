package dev.segue.cli.csv;

/** One row of a file says something that cannot be; the message names the line and the column. */
public final class BadRowException extends Exception {
    private static final long serialVersionUID = 1L;

    BadRowException(String message) {
        // Thrown per row of a file that may have half a million: the stack would tell nothing the line does not.
        super(message, null, false, false);
    }
}
