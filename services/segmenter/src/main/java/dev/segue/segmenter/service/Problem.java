package dev.segue.segmenter.service;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;

/**
 * A problem document (RFC 9457).
 *
 * @param type identifies the kind of problem
 * @param title the kind in words
 * @param status HTTP status
 * @param detail what happened this time
 */
@Serdeable
public record Problem(String type, String title, int status, String detail) {
    /** The media type of problem documents. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String RETRY_AFTER_SECONDS = "2";

    /** A response of a status. */
    public static MutableHttpResponse<Problem> response(HttpStatus status, String detail) {
        return HttpResponse.<Problem>status(status)
                .contentType(MediaType.of(MEDIA_TYPE))
                .body(of(status, detail));
    }

    static Problem of(HttpStatus status, String detail) {
        return new Problem("about:blank", status.getReason(), status.getCode(), detail);
    }

    /** 503: it will most likely work in a moment. */
    public static MutableHttpResponse<Problem> notNow(String detail) {
        return response(HttpStatus.SERVICE_UNAVAILABLE, detail).header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
}
