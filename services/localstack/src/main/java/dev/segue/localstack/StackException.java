package dev.segue.localstack;

/** The local stack cannot do what was asked. The message is written for the person at the terminal. */
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what happened, where, and what to do about it */
    public StackException(String message) {
        super(message);
    }

    /**
     * @param message what happened, where, and what to do about it
     * @param cause what it came from
     */
    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
