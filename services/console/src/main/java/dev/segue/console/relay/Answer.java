package dev.segue.console.relay;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.net.http.HttpHeaders;
import java.util.List;

/**
 * What a service answered.
 *
 * @param status HTTP status
 * @param headers all headers
 * @param body the body
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on as it is; never compared as values.
public record Answer(int status, HttpHeaders headers, byte[] body) {
    private static final List<String> HANDED_ON = List.of("ETag", "Retry-After");

    /** Whether it is what was asked for. */
    public boolean ok() {
        return status >= HttpStatus.OK.getCode() && status < HttpStatus.MULTIPLE_CHOICES.getCode();
    }

    /** The same answer for who asked the console. */
    public MutableHttpResponse<byte[]> handOn() {
        MutableHttpResponse<byte[]> response = HttpResponse.<byte[]>status(HttpStatus.valueOf(status))
                .contentType(MediaType.of(headers.firstValue("Content-Type").orElse(MediaType.APPLICATION_JSON)))
                .body(body);
        for (String name : HANDED_ON) {
            headers.firstValue(name).ifPresent(value -> response.header(name, value));
        }
        return response;
    }
}
