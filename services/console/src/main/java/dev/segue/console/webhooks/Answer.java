package dev.segue.console.webhooks;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What came of an attempt.
 *
 * @param meaning what is to be done about it
 * @param said for people: the status and the beginning of the answer's text, or why there was none
 * @param askedFor how long the receiver asked to wait; null where it did not
 */
record Answer(Meaning meaning, String said, @Nullable Duration askedFor) {
    private static final int OK = 200;
    private static final int NOT_OK = 300;

    /** What an answer means. */
    enum Meaning {
        /** The receiver has the message. */
        DELIVERED,
        /** The receiver, or what it is configured as here, is at fault: to be tried until it is not. */
        FAILED,
        /** The same, and there was no answer at all. */
        AWAY,
        /** The receiver does not want this message as it is. */
        REFUSED,
        /** The receiver wants no more messages at all. */
        GONE
    }

    /**
     * An answer that came.
     *
     * @param status its HTTP status
     * @param retryAfter its header {@code Retry-After}; null where there is none
     * @param body the beginning of its text
     * @param now when it came
     */
    static Answer of(int status, @Nullable String retryAfter, String body, Instant now) {
        String said = body.isBlank() ? "status " + status : "status %d: %s".formatted(status, body);
        return new Answer(meaning(status), said, retryAfter == null ? null : wait(retryAfter, now));
    }

    /** No answer came. */
    static Answer none(String why) {
        return new Answer(Meaning.AWAY, why, null);
    }

    private static Meaning meaning(int status) {
        return switch (status) {
            case 400, 413, 422 -> Meaning.REFUSED;
            case 410 -> Meaning.GONE;
            default -> status >= OK && status < NOT_OK ? Meaning.DELIVERED : Meaning.FAILED;
        };
    }

    /** Seconds, or a moment; anything else is as if nothing was said. */
    private static @Nullable Duration wait(String retryAfter, Instant now) {
        try {
            Duration wait = retryAfter.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(retryAfter))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return wait.isPositive() ? wait : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
