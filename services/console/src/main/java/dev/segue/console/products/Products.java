package dev.segue.console.products;

import dev.segue.avro.ProductTally;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.topics.Topic;
import dev.segue.console.follow.TopicView;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The latest tallies of products, in parts. Thread-safe. */
@Singleton
public final class Products implements TopicView {
    private final AvroDeserializer<ProductTally> deserializer;
    private final Map<String, ProductTally> parts = new ConcurrentHashMap<>();

    Products(SchemaRegistry registry) {
        this.deserializer = new AvroDeserializer<>(registry, Topic.PRODUCT_TALLIES.schemas());
    }

    @Override
    public Topic topic() {
        return Topic.PRODUCT_TALLIES;
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        ProductTally part = deserializer.deserialize(record.topic(), record.value());
        if (part == null) {
            parts.remove(key);
        } else {
            parts.put(key, part);
        }
    }

    /** The parts of a segment, or of all customers where neither is given. */
    public List<ProductTally> parts(@Nullable String segmentation, @Nullable String segment) {
        return parts.values().stream()
                .filter(part -> Objects.equals(part.getSegmentation(), segmentation)
                        && Objects.equals(part.getSegment(), segment))
                .toList();
    }
}
