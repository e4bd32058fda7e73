package dev.segue.segmenter.cluster;

import dev.segue.segmenter.service.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Answers 503, to be asked again. */
@Singleton
final class NotNowHandler implements ExceptionHandler<NotNowException, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // as declared
    public HttpResponse<?> handle(HttpRequest request, NotNowException why) {
        return Problem.notNow(String.valueOf(why.getMessage()));
    }
}
