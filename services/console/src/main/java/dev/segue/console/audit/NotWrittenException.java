package dev.segue.console.audit;

/** Something was not done, because it cannot be written down that it was asked for. */
public final class NotWrittenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotWrittenException(String message) {
        super(message, null, false, false);
    }
}
