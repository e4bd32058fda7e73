package dev.segue.segmenter.shared;

import dev.segue.avro.StrategyOutcomes;
import dev.segue.avro.mapping.StrategyOutcomesRecords;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.RegistryUnavailableException;
import dev.segue.avro.registry.UndecodableException;
import dev.segue.segmentation.outcome.Arm;
import dev.segue.segmentation.outcome.ArmKey;
import dev.segue.segmentation.strategy.OutcomesSoFar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of the triggers of all tasks' customers, as far as it is published: a few seconds old. One thread.
 */
public final class SharedOutcomes implements OutcomesSoFar {
    /** Name of the global store: key to the record's bytes, as on the topic. */
    public static final String STORE = "shared-outcomes";

    private static final Logger LOG = LoggerFactory.getLogger(SharedOutcomes.class);
    private static final long NEVER = -1;

    private final ReadOnlyKeyValueStore<String, byte[]> store;
    private final AvroDeserializer<StrategyOutcomes> deserializer;
    private final String topic;
    private final LongSupplier revision;
    private final Map<String, Part> parts = new HashMap<>();
    private final Map<ArmKey, Arm> sums = new HashMap<>();
    private long looked = NEVER;

    /** What one partition counted, and the bytes it was read from. */
    @SuppressWarnings("ArrayRecordComponent") // Asked only whether it is the same array.
    private record Part(byte[] bytes, ArmKey key, Arm arm) {}

    /**
     * @param topic name of the outcomes' topic
     * @param revision another number, zero or more, whenever the store has changed
     */
    public SharedOutcomes(
            ReadOnlyKeyValueStore<String, byte[]> store,
            AvroDeserializer<StrategyOutcomes> deserializer,
            String topic,
            LongSupplier revision) {
        this.store = store;
        this.deserializer = deserializer;
        this.topic = topic;
        this.revision = revision;
    }

    @Override
    public Arm of(ArmKey key) {
        return sums.getOrDefault(key, Arm.EMPTY);
    }

    /** Takes over what changed in the store. What cannot be read is passed over: choices then rest on what can. */
    public void refresh() {
        long now = revision.getAsLong();
        if (now == looked) {
            return;
        }
        looked = now;
        Set<String> there = new HashSet<>();
        try (KeyValueIterator<String, byte[]> entries = store.all()) {
            while (entries.hasNext()) {
                KeyValue<String, byte[]> entry = entries.next();
                there.add(entry.key);
                Part part = parts.get(entry.key);
                // The store is in memory, so what did not change is the same array.
                if (part == null || part.bytes != entry.value) {
                    read(entry.key, entry.value);
                }
            }
            parts.keySet().retainAll(there);
        } catch (RegistryUnavailableException e) {
            looked = NEVER;
            LOG.warn("outcomes of other tasks wait: {}", e.getMessage());
        }
        sums.clear();
        parts.values().forEach(part -> sums.merge(part.key, part.arm, Arm::plus));
    }

    private void read(String key, byte[] bytes) {
        try {
            StrategyOutcomes record = deserializer.deserialize(topic, bytes);
            if (record != null) {
                Part part = new Part(
                        bytes, StrategyOutcomesRecords.key(record), StrategyOutcomesRecords.fromRecord(record));
                parts.put(key, part);
            }
        } catch (UndecodableException | IllegalArgumentException e) {
            LOG.error("outcomes {} cannot be used: {}", key, e.getMessage());
        }
    }
}
