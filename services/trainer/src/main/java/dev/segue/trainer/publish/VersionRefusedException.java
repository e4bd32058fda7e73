package dev.segue.trainer.publish;

/** What was asked for cannot be done with a segmentation's versions; the message says why and what there is. */
public final class VersionRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean unknown;

    VersionRefusedException(String message, boolean unknown) {
        super(message);
        this.unknown = unknown;
    }

    /** Whether there is no such version. */
    public boolean unknown() {
        return unknown;
    }
}
