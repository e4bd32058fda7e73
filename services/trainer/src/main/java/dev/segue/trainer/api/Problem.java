package dev.segue.trainer.api;

import dev.segue.trainer.TrainingRefusedException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

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

    private static final String RETRY_AFTER_SECONDS = "5";

    static MutableHttpResponse<Problem> response(HttpStatus status, String detail) {
        return HttpResponse.<Problem>status(status)
                .contentType(MediaType.of(MEDIA_TYPE))
                .body(new Problem("about:blank", status.getReason(), status.getCode(), detail));
    }

    /** No such segmentation, with those there are. */
    static MutableHttpResponse<Problem> unknownSegmentation(String id, List<String> known) {
        return response(
                HttpStatus.NOT_FOUND,
                "there is no segmentation '%s' here; there are %s".formatted(id, String.join(", ", known)));
    }

    /** Conflict, or unavailable where the reason will most likely be gone soon. */
    static MutableHttpResponse<Problem> response(TrainingRefusedException e) {
        String detail = String.valueOf(e.getMessage());
        return e.passing()
                ? response(HttpStatus.SERVICE_UNAVAILABLE, detail).header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                : response(HttpStatus.CONFLICT, detail);
    }
}
