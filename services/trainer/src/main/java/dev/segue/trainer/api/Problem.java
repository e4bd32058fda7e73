package dev.segue.trainer.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;

/**
 * What went wrong, as RFC 9457 wants it told.
 *
 * @param type kind of problem; {@code about:blank} where the status says it all
 * @param title the kind, for people
 * @param status the response's status
 * @param detail this case, for people
 */
@Serdeable
record Problem(String type, String title, int status, String detail) {
    static final String MEDIA_TYPE = "application/problem+json";

    static MutableHttpResponse<Problem> response(HttpStatus status, String detail) {
        return HttpResponse.<Problem>status(status)
                .contentType(MediaType.of(MEDIA_TYPE))
                .body(new Problem("about:blank", status.getReason(), status.getCode(), detail));
    }
}
