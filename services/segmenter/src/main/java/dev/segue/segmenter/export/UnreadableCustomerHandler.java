package dev.segue.segmenter.export;

import dev.segue.segmenter.service.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers 500, naming the customer. */
@Singleton
final class UnreadableCustomerHandler implements ExceptionHandler<UnreadableCustomerException, HttpResponse<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableCustomerHandler.class);

    @Override
    @SuppressWarnings("rawtypes") // as declared
    public HttpResponse<?> handle(HttpRequest request, UnreadableCustomerException why) {
        LOG.error("export refused", why);
        return Problem.response(HttpStatus.INTERNAL_SERVER_ERROR, String.valueOf(why.getMessage()));
    }
}
