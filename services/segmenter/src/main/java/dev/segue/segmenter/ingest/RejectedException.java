package dev.segue.segmenter.ingest;

import org.jspecify.annotations.Nullable;

/** An input record cannot be used; it becomes a dead letter. */
public final class RejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /**
     * @param message names what is wrong and what would be right
     */
    public RejectedException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause, false, cause != null);
        this.reason = reason;
    }

    RejectedException(Reason reason, String message) {
        this(reason, message, null);
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
