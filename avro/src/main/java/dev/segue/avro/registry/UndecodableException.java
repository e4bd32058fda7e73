package dev.segue.avro.registry;

import org.jspecify.annotations.Nullable;

/** A record that no retry will decode. */
public final class UndecodableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why a record cannot be decoded. */
    public enum Reason {
        /** Null, or shorter than the five bytes of the wire format's head. */
        TOO_SHORT,
        /** The first byte is not the wire format's magic byte 0. */
        WRONG_MAGIC_BYTE,
        /** The registry knows no schema of this id. */
        UNKNOWN_SCHEMA_ID,
        /** The writer's schema cannot be read as the type expected here. */
        INCOMPATIBLE_SCHEMA,
        /** The bytes are not a record of the writer's schema. */
        CORRUPT
    }

    private final Reason reason;

    UndecodableException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
