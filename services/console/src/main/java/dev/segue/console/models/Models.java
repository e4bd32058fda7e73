package dev.segue.console.models;

import dev.segue.avro.mapping.ModelKey;
import dev.segue.avro.mapping.SegmentModelRecords;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.topics.Topic;
import dev.segue.console.follow.TopicView;
import dev.segue.segmentation.assignment.Release;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The models in force, and all versions that are kept. Thread-safe. */
@Singleton
public final class Models implements TopicView {
    private final AvroDeserializer<dev.segue.avro.SegmentModel> deserializer;
    private final Map<String, SegmentModel> inForce = new ConcurrentHashMap<>();
    private final Map<String, NavigableMap<Long, SegmentModel>> versions = new ConcurrentHashMap<>();

    Models(SchemaRegistry registry) {
        this.deserializer = new AvroDeserializer<>(registry, Topic.SEGMENT_MODELS.schemas());
    }

    @Override
    public Topic topic() {
        return Topic.SEGMENT_MODELS;
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        ModelKey key = record.key() == null
                ? null
                : ModelKey.of(new String(record.key(), StandardCharsets.UTF_8)).orElse(null);
        if (key == null) {
            return;
        }
        dev.segue.avro.SegmentModel published = deserializer.deserialize(record.topic(), record.value());
        SegmentModel model = published == null ? null : SegmentModelRecords.fromRecord(published);
        Long version = key.version();
        if (version == null) {
            put(inForce, key.segmentation(), model);
        } else {
            put(versions.computeIfAbsent(key.segmentation(), unseen -> new ConcurrentSkipListMap<>()), version, model);
        }
    }

    private static <K> void put(Map<K, SegmentModel> map, K key, @Nullable SegmentModel model) {
        if (model == null) {
            map.remove(key);
        } else {
            map.put(key, model);
        }
    }

    /** The segmentations that have a model, sorted. */
    public List<String> segmentations() {
        return inForce.keySet().stream().sorted().toList();
    }

    /** The model in force. */
    public Optional<SegmentModel> inForce(String segmentation) {
        return Optional.ofNullable(inForce.get(segmentation));
    }

    /** The newest version, where it waits for a person; null where none does. */
    public @Nullable Long held(String segmentation) {
        var newest = versions(segmentation).lastEntry();
        return newest != null && newest.getValue().release().status() == Release.Status.HELD ? newest.getKey() : null;
    }

    /** All versions that are kept, rising. */
    public NavigableMap<Long, SegmentModel> versions(String segmentation) {
        return versions.getOrDefault(segmentation, new ConcurrentSkipListMap<>());
    }

    /**
     * A segment by its id, as the model in force names it, or else the latest version that has it: segments that are no more
     * keep their names.
     */
    public Optional<Segment> segment(String segmentation, @Nullable String id) {
        return inForce(segmentation)
                .flatMap(model -> segment(model, id))
                .or(() -> versions(segmentation).descendingMap().values().stream()
                        .flatMap(model -> segment(model, id).stream())
                        .findFirst());
    }

    private static Optional<Segment> segment(SegmentModel model, @Nullable String id) {
        int index = model.indexOf(id);
        return index < 0 ? Optional.empty() : Optional.of(model.segments().get(index));
    }
}
