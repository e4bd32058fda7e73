package dev.segue.cli.outbound;

import dev.segue.avro.SegmentChanged;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.registry.UndecodableException;
import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.cli.connect.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads segment changes from the outbound topic, in order for each customer. Used by one thread. */
public final class ChangeReader implements AutoCloseable {
    private final TopicReader reader;
    private final String topic;
    private final AvroDeserializer<SpecificRecord> deserializer;
    private long undecodable;

    /**
     * @param consumer must read committed records only; closed with this reader
     * @param registry where the records' schemas are
     */
    public ChangeReader(
            Consumer<String, byte[]> consumer,
            SchemaRegistry registry,
            TopicCatalogue topics,
            TopicReader.Start start) {
        this.topic = topics.name(Topic.SEGMENT_EVENTS);
        this.reader = new TopicReader(consumer, topic, start);
        this.deserializer = new AvroDeserializer<>(registry, Topic.SEGMENT_EVENTS.schemas());
    }

    /** A reader of its own clients. */
    public static ChangeReader open(Connection connection, TopicReader.Start start) {
        return new ChangeReader(
                connection.consumer(),
                connection.registry(),
                connection.settings().topics(),
                start);
    }

    /**
     * Reads on.
     *
     * @param wait for how long to wait for a first record
     * @return segment changes only; other records of the topic are passed over
     */
    public List<SegmentChanged> poll(Duration wait) {
        return pollAll(wait).stream()
                .filter(SegmentChanged.class::isInstance)
                .map(SegmentChanged.class::cast)
                .toList();
    }

    /**
     * Reads on.
     *
     * @param wait for how long to wait for a first record
     * @return segment changes and strategies that fired
     */
    public List<SpecificRecord> pollAll(Duration wait) {
        List<SpecificRecord> events = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : reader.poll(wait)) {
            try {
                SpecificRecord event = deserializer.deserialize(topic, record.value());
                if (event != null) {
                    events.add(event);
                }
            } catch (UndecodableException e) {
                // Somebody else's record, or one of a newer version: reading on shows the rest.
                undecodable++;
            }
        }
        return events;
    }

    /** Whether all that was there when reading began has been read. */
    public boolean hasReadAllThereWas() {
        return reader.hasReadAllThereWas();
    }

    /** Records passed over as they could not be decoded. */
    public long undecodable() {
        return undecodable;
    }

    @Override
    public void close() {
        reader.close();
    }
}
