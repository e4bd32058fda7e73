package dev.segue.segmenter.model;

import dev.segue.avro.mapping.SegmentModelRecords;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.RegistryUnavailableException;
import dev.segue.avro.registry.UndecodableException;
import dev.segue.segmentation.assignment.Scorer;
import dev.segue.segmentation.features.Decay;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models in force, ready to score. A model that cannot be used is reported once and the one before it stays in force.
 * One thread.
 */
public final class Models {
    /** Name of the global store: segmentation to the model's bytes, as on the topic. */
    public static final String STORE = "models";

    private static final Logger LOG = LoggerFactory.getLogger(Models.class);

    private final ReadOnlyKeyValueStore<String, byte[]> store;
    private final AvroDeserializer<dev.segue.avro.SegmentModel> deserializer;
    private final String topic;
    private final Decay decay;
    private final Map<String, byte[]> seen = new HashMap<>();
    private final Map<String, Scorer> scorers = new HashMap<>();

    /**
     * @param topic name of the models' topic
     * @param decay the decay customers' states are kept with
     */
    public Models(
            ReadOnlyKeyValueStore<String, byte[]> store,
            AvroDeserializer<dev.segue.avro.SegmentModel> deserializer,
            String topic,
            Decay decay) {
        this.store = store;
        this.deserializer = deserializer;
        this.topic = topic;
        this.decay = decay;
    }

    /** The models in force, one a segmentation. */
    public Collection<Scorer> inForce() {
        return scorers.values();
    }

    /** The model in force of a segmentation; null where there is none yet. */
    public @Nullable Scorer inForce(String segmentation) {
        return scorers.get(segmentation);
    }

    /**
     * Takes over what changed in the store.
     *
     * @return whether a model came, went or changed
     */
    public boolean refresh() {
        boolean changed = false;
        Set<String> present = new HashSet<>();
        try (KeyValueIterator<String, byte[]> entries = store.all()) {
            while (entries.hasNext()) {
                KeyValue<String, byte[]> entry = entries.next();
                present.add(entry.key);
                if (!Arrays.equals(entry.value, seen.get(entry.key))) {
                    changed |= take(entry.key, entry.value);
                }
            }
        }
        seen.keySet().retainAll(present);
        return scorers.keySet().retainAll(present) || changed;
    }

    private boolean take(String segmentation, byte[] bytes) {
        try {
            dev.segue.avro.SegmentModel record = deserializer.deserialize(topic, bytes);
            if (record == null) {
                return false;
            }
            Scorer scorer = new Scorer(SegmentModelRecords.fromRecord(record), decay);
            seen.put(segmentation, bytes);
            scorers.put(segmentation, scorer);
            LOG.info(
                    "segmentation {}: model v{} in force, {} segments",
                    segmentation,
                    scorer.model().version(),
                    scorer.model().segments().size());
            return true;
        } catch (UndecodableException | IllegalArgumentException e) {
            seen.put(segmentation, bytes);
            LOG.error(
                    "segmentation {}: model not usable, the one before stays in force: {}",
                    segmentation,
                    e.getMessage());
            return false;
        } catch (RegistryUnavailableException e) {
            // Not noted as seen, so it is tried again at the next refresh.
            LOG.warn("segmentation {}: model waits: {}", segmentation, e.getMessage());
            return false;
        }
    }
}
