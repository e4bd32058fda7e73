package dev.segue.console.api;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import jakarta.inject.Singleton;

/** Makes problem documents of what never comes as far as {@link Problems}: requests that are not HTTP as it must be. */
@Singleton
@Primary
final class ProblemResponses implements ErrorResponseProcessor<Problem> {
    @Override
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> base) {
        Throwable cause = context.getRootCause().orElse(null);
        HttpStatus status = switch (cause) {
            case TooLongHttpLineException tooLong -> HttpStatus.REQUEST_URI_TOO_LONG;
            case TooLongHttpHeaderException tooLong -> HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
            case null, default -> base.status();
        };
        String detail = switch (status) {
            case REQUEST_URI_TOO_LONG -> "the address is too long";
            case REQUEST_HEADER_FIELDS_TOO_LARGE -> "the headers are too large";
            case BAD_REQUEST -> "the request is not HTTP as it must be";
            default ->
                context.getErrors().stream().findFirst().map(Error::getMessage).orElse(status.getReason());
        };
        return base.status(status)
                .contentType(MediaType.of(Problem.MEDIA_TYPE))
                .body(new Problem("about:blank", status.getReason(), status.getCode(), detail));
    }
}
