package dev.segue.console.api;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/** Makes problem documents of what never comes as far as {@link Problems}: requests that are not HTTP as it must be. */
@Singleton
@Primary
final class ProblemResponses implements ErrorResponseProcessor<Problem> {
    /** What Netty takes for the path of a request of which it could not read that. */
    private static final String UNREAD = "/bad-request";

    @Override
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> base) {
        HttpStatus status = base.status() == HttpStatus.REQUEST_ENTITY_TOO_LARGE ? tooLarge(context) : base.status();
        String detail = switch (status) {
            case REQUEST_URI_TOO_LONG -> "the address is too long";
            case REQUEST_HEADER_FIELDS_TOO_LARGE -> "the headers are too large";
            case BAD_REQUEST -> "the request is not HTTP as it must be";
            case INTERNAL_SERVER_ERROR -> "something went wrong here; the console's log says what";
            default ->
                context.getErrors().stream().findFirst().map(Error::getMessage).orElse(status.getReason());
        };
        return base.status(status)
                .contentType(MediaType.of(Problem.MEDIA_TYPE))
                .body(new Problem("about:blank", status.getReason(), status.getCode(), detail));
    }

    /** A body that is too large comes as far as {@link BadInput}; what is too large here was before it. */
    private static HttpStatus tooLarge(ErrorContext context) {
        return context.getRequest().getPath().equals(UNREAD)
                ? HttpStatus.REQUEST_URI_TOO_LONG
                : HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
    }
}
