package dev.segue.segmenter.service;

import java.util.Optional;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
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
        Throwable around = failure;
        for (Throwable cause = failure; cause != null; around = cause, cause = cause.getCause()) {
            if (cause instanceof TransactionalIdAuthorizationException) {
                return Optional.of("Not authorized to use transactional ids that begin with " + application + "-");
            }
            if (cause instanceof TopicAuthorizationException topic
                    && topic.unauthorizedTopics().isEmpty()) {
                // Which one is only said by whoever asked.
                return Optional.of("%s (%s)".formatted(around.getMessage(), cause.getMessage()));
            }
            if (cause instanceof AuthorizationException || cause instanceof AuthenticationException) {
                return Optional.of(String.valueOf(cause.getMessage()));
            }
        }
        return Optional.empty();
    }
}
