package dev.segue.console.relay;

/** A service does not answer; it may in a moment. */
public final class ServiceAwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServiceAwayException(String message) {
        super(message, null, false, false);
    }
}
