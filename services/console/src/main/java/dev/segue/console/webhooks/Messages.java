package dev.segue.console.webhooks;

import dev.segue.avro.Cause;
import dev.segue.avro.SegmentChanged;
import dev.segue.avro.StrategyTriggered;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.registry.UndecodableException;
import dev.segue.avro.topics.Topic;
import dev.segue.console.moves.MoveView;
import dev.segue.console.moves.MoveViews;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes messages of records. Thread-safe. */
@Singleton
final class Messages {
    private static final Logger LOG = LoggerFactory.getLogger(Messages.class);

    private final AvroDeserializer<SpecificRecord> deserializer;
    private final MoveViews views;
    private final ObjectMapper json;

    Messages(SchemaRegistry registry, MoveViews views, ObjectMapper json) {
        this.deserializer = new AvroDeserializer<>(registry, Topic.SEGMENT_EVENTS.schemas());
        this.views = views;
        this.json = json;
    }

    /**
     * What is posted.
     *
     * @param type segment.changed or strategy.triggered
     * @param timestamp event time of it
     * @param data as the live stream tells it
     */
    @Serdeable
    record Body(String type, Instant timestamp, MoveView data) {}

    /**
     * The message of a record; empty where the webhook does not want it, or nobody can read it, which is logged.
     *
     * @throws dev.segue.avro.registry.RegistryUnavailableException where it cannot be read now
     */
    Optional<Message> of(ConsumerRecord<byte[], byte[]> record, Webhook webhook) {
        SpecificRecord decoded;
        try {
            decoded = deserializer.deserialize(record.topic(), record.value());
        } catch (UndecodableException e) {
            LOG.warn(
                    "webhook {}: {}-{} offset {} cannot be sent: {}",
                    webhook.id(),
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
            return Optional.empty();
        }
        return switch (decoded) {
            case SegmentChanged change
            when wants(webhook, change) ->
                Optional.of(new Message(
                        change.getId(),
                        change.getUserId(),
                        record.partition(),
                        record.offset(),
                        change.getCause() == Cause.ERASURE,
                        body(EventType.CHANGE, change.getTimestamp(), change)));
            case StrategyTriggered trigger
            when wants(webhook, EventType.TRIGGER, trigger.getSegmentation()) ->
                Optional.of(new Message(
                        trigger.getId(),
                        trigger.getUserId(),
                        record.partition(),
                        record.offset(),
                        false,
                        body(EventType.TRIGGER, trigger.getTimestamp(), trigger)));
            case null, default -> Optional.empty();
        };
    }

    /** An erasure is for everybody: whoever heard of the customer, be it by a trigger only, must forget them. */
    private static boolean wants(Webhook webhook, SegmentChanged change) {
        return change.getCause() == Cause.ERASURE || wants(webhook, EventType.CHANGE, change.getSegmentation());
    }

    private static boolean wants(Webhook webhook, EventType type, String segmentation) {
        return webhook.events().contains(type)
                && (webhook.segmentation() == null || webhook.segmentation().equals(segmentation));
    }

    private byte[] body(EventType type, Instant timestamp, SpecificRecord record) {
        try {
            return json.writeValueAsBytes(new Body(type.type(), timestamp, views.of(record)));
        } catch (IOException e) {
            throw new UncheckedIOException("a message cannot be written", e);
        }
    }
}
