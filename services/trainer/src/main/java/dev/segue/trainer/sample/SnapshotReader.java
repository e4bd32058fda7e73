package dev.segue.trainer.sample;

import dev.segue.avro.CustomerFeatures;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.UndecodableException;
import dev.segue.segmentation.event.TraitValue;
import dev.segue.trainer.topic.CompactedTopicReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the records of topic customer-features into the sample; those that cannot be decoded are counted and left out. */
public final class SnapshotReader implements CompactedTopicReader.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotReader.class);

    private final String topic;
    private final AvroDeserializer<CustomerFeatures> deserializer;
    private final CustomerSample sample;
    private final AtomicLong undecodable = new AtomicLong();

    /**
     * A reader.
     *
     * @param topic name of the topic
     * @param deserializer of its values
     * @param sample where the snapshots go
     */
    public SnapshotReader(String topic, AvroDeserializer<CustomerFeatures> deserializer, CustomerSample sample) {
        this.topic = topic;
        this.deserializer = deserializer;
        this.sample = sample;
    }

    /** How many records could not be used. */
    public long undecodable() {
        return undecodable.get();
    }

    @Override
    public void accept(String key, byte @Nullable [] value) {
        if (value == null) {
            sample.remove(key);
            return;
        }
        try {
            sample.put(key, snapshot(Objects.requireNonNull(deserializer.deserialize(topic, value))));
        } catch (UndecodableException | IllegalArgumentException e) {
            undecodable.incrementAndGet();
            LOG.warn("Leaving out a record of {}: {}", topic, e.getMessage());
        }
    }

    private static CustomerSnapshot snapshot(CustomerFeatures features) {
        Map<String, TraitValue> values = new HashMap<>();
        features.getFeatures().forEach((name, value) -> {
            TraitValue read = value(value);
            if (read != null) {
                // The same few names come with every customer: one copy of each is enough.
                values.put(name.intern(), read);
            }
        });
        return new CustomerSnapshot(features.getAsOf(), features.getHalfLifeDays(), features.getEvidence(), values);
    }

    private static @Nullable TraitValue value(Object value) {
        return switch (value) {
            case Number number
            when Double.isFinite(number.doubleValue()) -> new TraitValue.Number(number.doubleValue());
            case Boolean flag -> new TraitValue.Flag(flag);
            case CharSequence text -> new TraitValue.Text(text.toString().intern());
            default -> null;
        };
    }
}
