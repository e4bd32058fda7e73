package dev.segue.segmenter.model;

import dev.segue.avro.mapping.ModelKey;
import dev.segue.avro.mapping.SegmentModelRecords;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.RegistryUnavailableException;
import dev.segue.avro.registry.UndecodableException;
import dev.segue.segmentation.assignment.Release;
import dev.segue.segmentation.assignment.Scorer;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.features.Decay;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models in force, ready to score. In place of one that cannot be used stands the newest published version that can;
 * where there is none, the one that was in force before. Versions kept under keys of their own are decoded for that only.
 * One thread.
 */
public final class Models {
    /** Name of the global store: key to the model's bytes, as on the topic. */
    public static final String STORE = "models";

    private static final Logger LOG = LoggerFactory.getLogger(Models.class);
    private static final long NEVER = -1;

    private final ReadOnlyKeyValueStore<String, byte[]> store;
    private final AvroDeserializer<dev.segue.avro.SegmentModel> deserializer;
    private final String topic;
    private final Decay decay;
    private final LongSupplier revision;
    private final Map<String, byte[]> seen = new HashMap<>();
    private final Map<String, Scorer> scorers = new HashMap<>();
    private final Map<String, SegmentModel> parents = new HashMap<>();
    private long looked = NEVER;

    /**
     * @param topic name of the models' topic
     * @param decay the decay customers' states are kept with
     * @param revision another number, zero or more, whenever the store has changed
     */
    public Models(
            ReadOnlyKeyValueStore<String, byte[]> store,
            AvroDeserializer<dev.segue.avro.SegmentModel> deserializer,
            String topic,
            Decay decay,
            LongSupplier revision) {
        this.store = store;
        this.deserializer = deserializer;
        this.topic = topic;
        this.decay = decay;
        this.revision = revision;
    }

    /** The models in force, one a segmentation. */
    public Collection<Scorer> inForce() {
        return scorers.values();
    }

    /** The model in force of a segmentation; null where there is none yet. */
    public @Nullable Scorer inForce(String segmentation) {
        return scorers.get(segmentation);
    }

    /** The model that the one in force of a segmentation was trained from; null where there is none, or it is not kept. */
    public @Nullable SegmentModel parent(String segmentation) {
        return parents.get(segmentation);
    }

    /** The versions of the models in force, such as {@code life-stage v2, value v7}; empty where there are none yet. */
    public String versions() {
        return scorers.entrySet().stream()
                .map(entry -> "%s v%d"
                        .formatted(entry.getKey(), entry.getValue().model().version()))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /**
     * Takes over what changed in the store.
     *
     * @return whether a model came, went or changed
     */
    public boolean refresh() {
        long now = revision.getAsLong();
        if (now == looked) {
            return false;
        }
        looked = now;
        boolean changed = false;
        Map<String, byte[]> inForce = new HashMap<>();
        Map<String, NavigableMap<Long, byte[]>> archive = new HashMap<>();
        try (KeyValueIterator<String, byte[]> entries = store.all()) {
            while (entries.hasNext()) {
                KeyValue<String, byte[]> entry = entries.next();
                ModelKey.of(entry.key).ifPresent(key -> {
                    if (key.version() == null) {
                        inForce.put(key.segmentation(), entry.value);
                    } else {
                        archive.computeIfAbsent(key.segmentation(), s -> new TreeMap<>())
                                .put(key.version(), entry.value);
                    }
                });
            }
        }
        for (Map.Entry<String, byte[]> entry : inForce.entrySet()) {
            if (!Arrays.equals(entry.getValue(), seen.get(entry.getKey()))) {
                changed |=
                        take(entry.getKey(), entry.getValue(), archive.getOrDefault(entry.getKey(), new TreeMap<>()));
            }
        }
        seen.keySet().retainAll(inForce.keySet());
        return scorers.keySet().retainAll(inForce.keySet()) || changed;
    }

    private boolean take(String segmentation, byte[] bytes, NavigableMap<Long, byte[]> archive) {
        try {
            Scorer scorer = scorer(bytes);
            putInForce(segmentation, scorer, archive);
            seen.put(segmentation, bytes);
            LOG.atInfo()
                    .addKeyValue("segmentation", segmentation)
                    .addKeyValue("model_version", scorer.model().version())
                    .log(
                            "segmentation {}: model v{} in force, {} segments",
                            segmentation,
                            scorer.model().version(),
                            scorer.model().segments().size());
            return true;
        } catch (UndecodableException | IllegalArgumentException e) {
            return fallBack(segmentation, bytes, archive, String.valueOf(e.getMessage()));
        } catch (RegistryUnavailableException e) {
            return wait(segmentation, e);
        }
    }

    /** Does without the model in force. The same versions give the same answer on every instance, after a restart too. */
    private boolean fallBack(String segmentation, byte[] bytes, NavigableMap<Long, byte[]> archive, String why) {
        Scorer before = scorers.get(segmentation);
        try {
            Scorer newest = newestUsable(archive);
            if (newest != null) {
                putInForce(segmentation, newest, archive);
                LOG.error(
                        "segmentation {}: model not usable, v{}, the newest that is, stands in: {}",
                        segmentation,
                        newest.model().version(),
                        why);
            } else {
                LOG.error("segmentation {}: model not usable, {}: {}", segmentation, instead(before), why);
            }
            seen.put(segmentation, bytes);
            return newest != null;
        } catch (RegistryUnavailableException e) {
            return wait(segmentation, e);
        }
    }

    private void putInForce(String segmentation, Scorer scorer, NavigableMap<Long, byte[]> archive) {
        Long version = scorer.model().parent();
        byte[] parent = version == null ? null : archive.get(version);
        if (parent == null) {
            parents.remove(segmentation);
        } else {
            try {
                parents.put(segmentation, scorer(parent).model());
            } catch (UndecodableException | IllegalArgumentException e) {
                parents.remove(segmentation);
                LOG.debug("segmentation {}: v{}, the parent, is not usable: {}", segmentation, version, e.getMessage());
            }
        }
        scorers.put(segmentation, scorer);
    }

    private static String instead(@Nullable Scorer before) {
        return before == null ? "and there is no other" : "the one before stays in force";
    }

    private @Nullable Scorer newestUsable(NavigableMap<Long, byte[]> archive) {
        for (Map.Entry<Long, byte[]> version : archive.descendingMap().entrySet()) {
            try {
                Scorer scorer = scorer(version.getValue());
                if (scorer.model().release().status() == Release.Status.PUBLISHED) {
                    return scorer;
                }
            } catch (UndecodableException | IllegalArgumentException e) {
                LOG.debug("v{} is no usable either: {}", version.getKey(), e.getMessage());
            }
        }
        return null;
    }

    private Scorer scorer(byte[] bytes) {
        dev.segue.avro.SegmentModel record = deserializer.deserialize(topic, bytes);
        if (record == null) {
            throw new IllegalArgumentException("it is empty");
        }
        SegmentModel model = SegmentModelRecords.fromRecord(record);
        return new Scorer(model, decay);
    }

    /** Not noted as seen, so it is tried again at the next refresh. */
    private boolean wait(String segmentation, RegistryUnavailableException why) {
        looked = NEVER;
        LOG.warn("segmentation {}: model waits: {}", segmentation, why.getMessage());
        return false;
    }
}
