package dev.segue.console.settings;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Sends now and then a record, and waits until the broker has it. Connects when there is something to send. Thread-safe. */
public final class Sender implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 15;

    private final KafkaClients clients;
    private final String name;
    private @Nullable Producer<byte[], byte[]> producer;

    Sender(KafkaClients clients, String name) {
        this.clients = clients;
        this.name = name;
    }

    /**
     * Sends a record.
     *
     * @return where it is now
     * @throws KafkaException where the broker does not take it
     */
    public RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer().send(record).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while sending to " + record.topic(), e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the broker does not take it: " + e.getMessage(), e);
        }
    }

    private synchronized Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> known = producer;
        if (known == null) {
            known = clients.producer(name);
            producer = known;
        }
        return known;
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close();
        }
    }
}
