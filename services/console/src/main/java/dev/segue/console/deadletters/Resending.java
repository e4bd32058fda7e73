package dev.segue.console.deadletters;

import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.console.settings.KafkaClients;
import dev.segue.console.settings.Sender;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Sends records once more that were set aside. Thread-safe. */
@Singleton
public final class Resending {
    private final Sender sender;
    private final TopicCatalogue topics;

    Resending(KafkaClients clients, TopicCatalogue topics) {
        this.sender = clients.sender("resend");
        this.topics = topics;
    }

    /**
     * Sends a letter's record to the topic it came from, with key, value and headers as they came, byte for byte.
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
        letter.headers().stream()
                .filter(DeadLetter.Header::ofTheRecord)
                .forEach(header -> record.headers().add(header.name(), header.value()));
        return sender.send(record);
    }

    @PreDestroy
    void close() {
        sender.close();
    }
}
