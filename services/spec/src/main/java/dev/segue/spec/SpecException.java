package dev.segue.spec;

/** A specification that cannot be used; the message names the file, the line, the field, and what would be right. */
public final class SpecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SpecException(String message) {
        super(message);
    }
}
