package dev.segue.cli.outbound;

import dev.segue.avro.mapping.ModelKey;
import dev.segue.avro.mapping.SegmentModelRecords;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.registry.UndecodableException;
import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.cli.connect.Connection;
import dev.segue.segmentation.assignment.Release;
import dev.segue.segmentation.assignment.SegmentModel;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Follows the models in force. In place of one that cannot be used stands the newest published version that can, as in the
 * segmenter. Used by one thread.
 */
public final class ModelReader implements AutoCloseable {
    private static final Duration A_MOMENT = Duration.ofMillis(200);

    private final TopicReader reader;
    private final String topic;
    private final AvroDeserializer<dev.segue.avro.SegmentModel> deserializer;
    private final Map<String, byte[]> inForce = new HashMap<>();
    private final Map<String, NavigableMap<Long, byte[]>> versions = new HashMap<>();
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
        Set<String> changed = new HashSet<>();
        do {
            for (ConsumerRecord<String, byte[]> record : reader.poll(A_MOMENT)) {
                ModelKey.of(record.key()).ifPresent(key -> {
                    take(key, record.value());
                    changed.add(key.segmentation());
                });
            }
        } while (!reader.hasReadAllThereWas());
        changed.forEach(this::settle);
    }

    private void take(ModelKey key, byte @Nullable [] value) {
        Long version = key.version();
        if (version == null) {
            put(inForce, key.segmentation(), value);
        } else {
            put(versions.computeIfAbsent(key.segmentation(), unseen -> new TreeMap<>()), version, value);
        }
    }

    private static <K> void put(Map<K, byte[]> map, K key, byte @Nullable [] value) {
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }

    private void settle(String segmentation) {
        byte[] value = inForce.get(segmentation);
        Optional<SegmentModel> usable =
                value == null ? Optional.empty() : usable(value).or(() -> newestPublished(segmentation));
        usable.ifPresentOrElse(model -> models.put(segmentation, model), () -> models.remove(segmentation));
    }

    private Optional<SegmentModel> newestPublished(String segmentation) {
        NavigableMap<Long, byte[]> all = versions.getOrDefault(segmentation, new TreeMap<>());
        return all.descendingMap().values().stream()
                .flatMap(value -> usable(value).stream())
                .filter(model -> model.release().status() == Release.Status.PUBLISHED)
                .findFirst();
    }

    private Optional<SegmentModel> usable(byte[] value) {
        try {
            return Optional.ofNullable(deserializer.deserialize(topic, value)).map(SegmentModelRecords::fromRecord);
        } catch (UndecodableException | IllegalArgumentException e) {
            return Optional.empty();
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
