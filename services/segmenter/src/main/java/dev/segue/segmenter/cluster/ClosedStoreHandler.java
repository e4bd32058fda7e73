package dev.segue.segmenter.cluster;

import dev.segue.segmenter.service.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** Answers 503, to be asked again, where a store was closed while it was read. */
@Singleton
final class ClosedStoreHandler implements ExceptionHandler<InvalidStateStoreException, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // as declared
    public HttpResponse<?> handle(HttpRequest request, InvalidStateStoreException why) {
        return Problem.notNow("the stores are not open: " + why.getMessage());
    }
}
