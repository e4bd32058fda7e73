package dev.segue.cli.customer;

import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.Subjects;
import dev.segue.avro.registry.UndecodableException;
import dev.segue.avro.topics.Topic;
import dev.segue.cli.CommandFailure;
import dev.segue.cli.connect.Connection;
import dev.segue.cli.outbound.TopicReader;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Asks the segmenter to do something with a customer as such, and waits for the receipt.
 *
 * @param connection where
 * @param patience for how long to wait
 */
record CustomerRequests(Connection connection, Duration patience) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration WAIT = Duration.ofMillis(200);

    /** Requests to the local stack. */
    static CustomerRequests configured() {
        return new CustomerRequests(Connection.configured(), PATIENCE);
    }

    /**
     * Asks, and waits.
     *
     * @param key key of the request's record
     * @param id the request's messageId
     * @return the receipt
     * @throws CommandFailure when the request cannot be published, or there is no receipt in time
     */
    SpecificRecord ask(String key, String id, SpecificRecord request) throws InterruptedException {
        String receipts = connection.settings().topics().name(Topic.REQUEST_RECEIPTS);
        AvroDeserializer<SpecificRecord> deserializer =
                new AvroDeserializer<>(connection.registry(), Topic.REQUEST_RECEIPTS.schemas());
        // Opened first, so that the receipt comes after where reading begins.
        try (TopicReader reader = new TopicReader(connection.consumer(), receipts, TopicReader.Start.NOW)) {
            publish(key, request);
            long deadline = System.nanoTime() + patience.toNanos();
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<String, byte[]> record : reader.poll(WAIT)) {
                    if (id.equals(record.key())) {
                        return Objects.requireNonNull(deserializer.deserialize(receipts, record.value()));
                    }
                }
            }
        } catch (UndecodableException e) {
            throw new CommandFailure("the receipt of request %s cannot be read: %s".formatted(id, e.getMessage()), e);
        }
        throw new CommandFailure(
                "request %s is published, but there is no receipt after %d s; it is carried out when the segmenter comes to it"
                        .formatted(id, patience.toSeconds()));
    }

    private void publish(String key, SpecificRecord request) throws InterruptedException {
        try (Producer<String, SpecificRecord> producer = connection.producer(Subjects.TOPIC_RECORD)) {
            producer.send(new ProducerRecord<>(
                            connection.settings().topics().name(Topic.CUSTOMER_REQUESTS), key, request))
                    .get();
        } catch (ExecutionException e) {
            throw new CommandFailure("the request could not be published: " + e.getCause(), e);
        }
    }
}
