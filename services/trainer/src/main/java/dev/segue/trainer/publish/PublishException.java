package dev.segue.trainer.publish;

/** A model could not be published; nobody has seen it. */
public final class PublishException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean fenced;

    PublishException(String message, boolean fenced, Throwable cause) {
        super(message, cause);
        this.fenced = fenced;
    }

    /** Whether another trainer has taken over, so that trying again is of no use. */
    public boolean fenced() {
        return fenced;
    }
}
