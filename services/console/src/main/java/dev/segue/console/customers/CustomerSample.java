package dev.segue.console.customers;

import dev.segue.avro.CustomerFeatures;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.topics.Topic;
import dev.segue.console.follow.TopicView;
import dev.segue.segmentation.clustering.HashSample;
import dev.segue.segmentation.event.TraitValue;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The latest features of some customers, always the same ones: those whose ids have the lowest hashes. Thread-safe. */
@Singleton
public final class CustomerSample implements TopicView {
    private static final int MOST = 3_000;

    private final AvroDeserializer<CustomerFeatures> deserializer;
    private final HashSample<Map<String, TraitValue>> sample = new HashSample<>(MOST);

    CustomerSample(SchemaRegistry registry) {
        this.deserializer = new AvroDeserializer<>(registry, Topic.CUSTOMER_FEATURES.schemas());
    }

    @Override
    public Topic topic() {
        return Topic.CUSTOMER_FEATURES;
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String customer = new String(record.key(), StandardCharsets.UTF_8);
        CustomerFeatures features = deserializer.deserialize(record.topic(), record.value());
        synchronized (this) {
            if (features == null) {
                sample.remove(customer);
            } else {
                sample.put(customer, values(features));
            }
        }
    }

    private static Map<String, TraitValue> values(CustomerFeatures features) {
        Map<String, TraitValue> values = new HashMap<>();
        features.getFeatures().forEach((name, value) -> {
            switch (value) {
                case Number number -> values.put(name, new TraitValue.Number(number.doubleValue()));
                case Boolean flag -> values.put(name, new TraitValue.Flag(flag));
                case CharSequence text -> values.put(name, new TraitValue.Text(text.toString()));
                default -> throw new IllegalArgumentException("feature %s is none: %s".formatted(name, value));
            }
        });
        return values;
    }

    /** The customers' features, by customer. */
    public synchronized Map<String, Map<String, TraitValue>> features() {
        Map<String, Map<String, TraitValue>> features = new LinkedHashMap<>();
        sample.forEach(features::put);
        return features;
    }
}
