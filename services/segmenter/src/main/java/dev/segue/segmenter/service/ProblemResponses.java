package dev.segue.segmenter.service;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.NotFoundException;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** Makes problem documents of the errors that the framework finds: unknown paths, wrong methods, numbers that are none. */
@Singleton
final class ProblemResponses implements ErrorResponseProcessor<Problem> {
    @Override
    @SuppressWarnings("unchecked") // the body's type is that of what is put there
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        if (context.getRequest().getMethod() == HttpMethod.HEAD) {
            return (MutableHttpResponse<Problem>) response;
        }
        HttpStatus status = response.status();
        boolean unknown = context.getRootCause()
                .filter(NotFoundException.class::isInstance)
                .isPresent();
        String detail = unknown
                ? "there is nothing at " + context.getRequest().getPath()
                : context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "));
        return response.body(Problem.of(status, detail.isEmpty() ? status.getReason() : detail))
                .contentType(MediaType.of(Problem.MEDIA_TYPE));
    }
}
