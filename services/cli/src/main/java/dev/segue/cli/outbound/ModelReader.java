package dev.segue.cli.outbound;

import dev.segue.avro.mapping.ModelKey;
import dev.segue.avro.mapping.SegmentModelRecords;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.cli.connect.Connection;
import dev.segue.segmentation.assignment.SegmentModel;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Follows the models in force. Used by one thread. */
public final class ModelReader implements AutoCloseable {
    private static final Duration A_MOMENT = Duration.ofMillis(200);

    private final TopicReader reader;
    private final String topic;
    private final AvroDeserializer<dev.segue.avro.SegmentModel> deserializer;
    private final Map<String, SegmentModel> models = new HashMap<>();

    /**
     * @param consumer closed with this reader
     * @param registry where the records' schemas are
     */
    public ModelReader(Consumer<String, byte[]> consumer, SchemaRegistry registry, TopicCatalogue topics) {
        this.topic = topics.name(Topic.SEGMENT_MODELS);
        this.reader = new TopicReader(consumer, topic, TopicReader.Start.BEGINNING);
        this.deserializer = new AvroDeserializer<>(registry, Topic.SEGMENT_MODELS.schemas());
    }

    /** A reader of its own clients. */
    public static ModelReader open(Connection connection) {
        return new ModelReader(
                connection.consumer(),
                connection.registry(),
                connection.settings().topics());
    }

    /** Reads what has come since, at least to where the topic ended when reading began. */
    public void refresh() {
        do {
            for (ConsumerRecord<String, byte[]> record : reader.poll(A_MOMENT)) {
                ModelKey.of(record.key())
                        .filter(key -> key.version() == null)
                        .ifPresent(key -> take(key.segmentation(), record.value()));
            }
        } while (!reader.hasReadAllThereWas());
    }

    private void take(String segmentation, byte @Nullable [] value) {
        dev.segue.avro.SegmentModel model = deserializer.deserialize(topic, value);
        if (model == null) {
            models.remove(segmentation);
        } else {
            models.put(segmentation, SegmentModelRecords.fromRecord(model));
        }
    }

    /** The model in force of a segmentation, as of the last refresh. */
    public Optional<SegmentModel> inForce(String segmentation) {
        return Optional.ofNullable(models.get(segmentation));
    }

    @Override
    public void close() {
        reader.close();
    }
}
