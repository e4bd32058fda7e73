package dev.segue.cli.publish;

import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.cli.CommandFailure;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Publishes events, keyed by customer. One thread publishes; acknowledgements come on the producer's own. */
public final class EventPublisher implements AutoCloseable {
    private final Producer<String, SpecificRecord> producer;
    private final TopicCatalogue topics;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /**
     * @param producer closed with this publisher
     * @param topics where events go
     */
    public EventPublisher(Producer<String, SpecificRecord> producer, TopicCatalogue topics) {
        this.producer = producer;
        this.topics = topics;
    }

    /**
     * Hands an event to the producer, waiting while too many are under way.
     *
     * @param whenAcknowledged run once the broker has it for good
     * @throws CommandFailure when this or an earlier event could not be published
     */
    public void publish(InputEvent event, Runnable whenAcknowledged) {
        throwIfFailed();
        ProducerRecord<String, SpecificRecord> message =
                new ProducerRecord<>(topics.name(event.topic()), event.customer(), event.value());
        producer.send(message, (metadata, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
                return;
            }
            acknowledged.incrementAndGet();
            whenAcknowledged.run();
        });
    }

    /** Publishes an event whose acknowledgement interests nobody. */
    public void publish(InputEvent event) {
        publish(event, () -> {});
    }

    /**
     * Waits until the broker has every event published.
     *
     * @throws CommandFailure when one could not be
     */
    public void flush() {
        producer.flush();
        throwIfFailed();
    }

    /** Events the broker has acknowledged. */
    public long acknowledged() {
        return acknowledged.get();
    }

    @Override
    public void close() {
        producer.close();
    }

    private void throwIfFailed() {
        Exception exception = failure.get();
        if (exception != null) {
            throw new CommandFailure("an event could not be published: " + exception.getMessage(), exception);
        }
    }
}
