package dev.segue.console.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.util.Arrays;

/** Answers 304 instead of what who asks has already, by its ETag. */
@ServerFilter("/api/v1/**")
final class Unchanged {
    /** For the API's description: an operation whose answers have ETags. */
    @Target(ElementType.METHOD)
    @Parameter(
            in = ParameterIn.HEADER,
            name = HttpHeaders.IF_NONE_MATCH,
            description = "ETag of what one has; where it is what would be answered, the answer is 304")
    @ApiResponse(
            responseCode = "304",
            description = "It is what `If-None-Match` says.",
            headers =
                    @Header(
                            name = HttpHeaders.ETAG,
                            description = "the same",
                            schema = @Schema(implementation = String.class)))
    @interface Possible {}

    @ResponseFilter
    void leaveOut(HttpRequest<?> request, MutableHttpResponse<?> response) {
        String tag = response.getHeaders().get(HttpHeaders.ETAG);
        if (tag == null || request.getMethod() != HttpMethod.GET || response.code() != HttpStatus.OK.getCode()) {
            return;
        }
        boolean known = request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).stream()
                .flatMap(tags -> Arrays.stream(tags.split(",", -1)))
                .map(String::strip)
                .anyMatch(seen -> seen.equals("*") || opaque(seen).equals(opaque(tag)));
        if (known) {
            response.status(HttpStatus.NOT_MODIFIED);
            response.body(null);
            response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
        }
    }

    /** Weak and strong are alike here. */
    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring("W/".length()) : tag;
    }
}
