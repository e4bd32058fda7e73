package dev.segue.console.api;

import io.micronaut.http.HttpStatus;

/** A request that cannot be served; becomes a {@link Problem}. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;

    /** @param detail what happened, and what would be right */
    public ProblemException(HttpStatus status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    /** Its status. */
    public HttpStatus status() {
        return status;
    }
}
