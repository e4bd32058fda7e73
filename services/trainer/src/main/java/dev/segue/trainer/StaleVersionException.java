package dev.segue.trainer;

/** The versions are no longer as whoever asked for a change had seen them. */
public final class StaleVersionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaleVersionException(String message) {
        super(message);
    }
}
