package dev.segue.console.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * How a webhook is doing. Counts are this console's, since it was started; the lag is that of all consoles together.
 *
 * @param id its name
 * @param url where messages are posted to, without the query
 * @param events what it is told of: {@code change}, {@code trigger}
 * @param segmentation of which segmentation only; null for all
 * @param state {@code delivering}, {@code retrying} or {@code stopped}
 * @param since when it began to retry or was stopped; null while it delivers
 * @param lastId {@code webhook-id} of the latest message the receiver took; null for none yet
 * @param lastDeliveredAt when that was; null for none yet
 * @param lag records in the topic that the webhook is not done with, those it does not want among them; null where the broker does not say
 * @param attempts how often something was posted
 * @param delivered messages that the receiver took
 * @param refused messages that were passed over, as the receiver does not want them
 * @param withheld messages that were not sent any more, as their customer was erased
 * @param refusals the latest of those refused, the newest first, 20 at most
 * @param lastError what went wrong last; null where nothing did
 * @param lastErrorAt when that was; null where nothing did
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record WebhookView(
        String id,
        String url,
        List<String> events,
        @Nullable String segmentation,
        State state,
        @Nullable Instant since,
        @Nullable String lastId,
        @Nullable Instant lastDeliveredAt,
        @Nullable Long lag,
        long attempts,
        long delivered,
        long refused,
        long withheld,
        List<Refusal> refusals,
        @Nullable String lastError,
        @Nullable Instant lastErrorAt) {

    /** What it does. */
    @Serdeable
    public enum State {
        /** Messages go out as they come. */
        DELIVERING,
        /** A message waits for its next attempt, or records cannot be read at the moment. */
        RETRYING,
        /** The receiver said that it is gone. */
        STOPPED;

        /** Its word in the answer. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A message that was passed over.
     *
     * @param id its {@code webhook-id}
     * @param at when
     * @param answer the receiver's status and the beginning of its text
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Refusal(String id, Instant at, String answer) {}
}
