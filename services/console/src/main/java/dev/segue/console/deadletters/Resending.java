package dev.segue.console.deadletters;

import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.console.settings.KafkaClients;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Sends records once more that were set aside. Thread-safe. */
@Singleton
public final class Resending {
    private static final int PATIENCE_SECONDS = 15;
    private static final String OURS = "segue_";
    private static final String STREAMS = "__streams.errors.";

    private final KafkaClients clients;
    private final TopicCatalogue topics;
    private @Nullable Producer<byte[], byte[]> producer;

    Resending(KafkaClients clients, TopicCatalogue topics) {
        this.clients = clients;
        this.topics = topics;
    }

    /**
     * Sends a letter's record to the topic it came from, with key, value and headers as they came.
     *
     * @return where it is now
     * @throws KafkaException where the broker does not take it
     * @throws IllegalArgumentException where the letter names a topic that is none of the inputs
     */
    public RecordMetadata resend(DeadLetter letter) {
        if (Topic.inputs().stream().map(topics::name).noneMatch(letter.sourceTopic()::equals)) {
            throw new IllegalArgumentException("%s is no topic of inputs".formatted(letter.sourceTopic()));
        }
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(letter.sourceTopic(), letter.key(), letter.value());
        letter.headers().forEach((name, value) -> {
            if (!name.startsWith(OURS) && !name.startsWith(STREAMS)) {
                record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
            }
        });
        try {
            return producer().send(record).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while sending to " + letter.sourceTopic(), e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the broker does not take it: " + e.getMessage(), e);
        }
    }

    private synchronized Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> known = producer;
        if (known == null) {
            known = clients.producer("resend");
            producer = known;
        }
        return known;
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close();
        }
    }
}
