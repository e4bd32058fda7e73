package dev.segue.segmenter.service;

import java.util.Optional;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/** Whether brokers refused what somebody may give: then it helps to wait, and to say what is missing. */
final class Refusal {
    private Refusal() {}

    /**
     * What was refused, in words.
     *
     * @param application the application id
     * @return empty where the failure is another
     */
    static Optional<String> in(Throwable failure, String application) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransactionalIdAuthorizationException) {
                return Optional.of("Not authorized to use transactional ids that begin with " + application + "-");
            }
            if (cause instanceof AuthorizationException || cause instanceof AuthenticationException) {
                return Optional.of(String.valueOf(cause.getMessage()));
            }
        }
        return Optional.empty();
    }
}
