package dev.segue.console.outcomes;

import dev.segue.avro.StrategyOutcomes;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.sums.OutcomeSums;
import dev.segue.avro.topics.Topic;
import dev.segue.console.follow.TopicView;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What became of the triggers of all strategies. Thread-safe. */
@Singleton
public final class Outcomes implements TopicView {
    private final AvroDeserializer<StrategyOutcomes> deserializer;
    private final Map<String, OutcomeSums> segmentations = new HashMap<>();

    Outcomes(SchemaRegistry registry) {
        this.deserializer = new AvroDeserializer<>(registry, Topic.STRATEGY_OUTCOMES.schemas());
    }

    @Override
    public Topic topic() {
        return Topic.STRATEGY_OUTCOMES;
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        StrategyOutcomes part = deserializer.deserialize(record.topic(), record.value());
        int slash = key.indexOf('/');
        if (slash > 0) {
            put(key.substring(0, slash), key, part);
        }
    }

    private synchronized void put(String id, String key, @Nullable StrategyOutcomes part) {
        segmentations.computeIfAbsent(id, OutcomeSums::new).put(key, part);
    }

    /** What can be read from a segmentation's sums while they do not change. */
    public synchronized <T> T read(String segmentation, Function<OutcomeSums, T> reading) {
        return reading.apply(segmentations.getOrDefault(segmentation, new OutcomeSums(segmentation)));
    }
}
