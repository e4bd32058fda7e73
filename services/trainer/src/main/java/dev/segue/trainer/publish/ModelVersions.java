package dev.segue.trainer.publish;

import dev.segue.avro.mapping.ModelKey;
import dev.segue.avro.mapping.SegmentModelRecords;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.UndecodableException;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.trainer.topic.CompactedTopicReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The versions of each segmentation's model, as topic segment-models has them. Safe for use by several threads. */
public final class ModelVersions implements CompactedTopicReader.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ModelVersions.class);

    /** What the topic has under a key. */
    private sealed interface Held {
        record Usable(SegmentModel model) implements Held {}

        record Unusable(String why) implements Held {}
    }

    private final String topic;
    private final AvroDeserializer<dev.segue.avro.SegmentModel> deserializer;
    private final Map<String, Held> inForce = new HashMap<>();
    private final Map<String, NavigableMap<Long, Held>> archive = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /**
     * No models yet.
     *
     * @param topic name of the topic
     * @param deserializer of its values
     */
    public ModelVersions(String topic, AvroDeserializer<dev.segue.avro.SegmentModel> deserializer) {
        this.topic = topic;
        this.deserializer = deserializer;
    }

    /** The model in force of a segmentation; null where there is none that can be used. */
    public @Nullable SegmentModel model(String segmentation) {
        lock.lock();
        try {
            return inForce.get(segmentation) instanceof Held.Usable usable ? usable.model() : null;
        } finally {
            lock.unlock();
        }
    }

    /** Why the model in force of a segmentation cannot be used; null where it can, or there is none. */
    public @Nullable String whyUnusable(String segmentation) {
        lock.lock();
        try {
            return inForce.get(segmentation) instanceof Held.Unusable unusable ? unusable.why() : null;
        } finally {
            lock.unlock();
        }
    }

    /** All versions of a segmentation, as they are now. */
    public Versions versions(String segmentation) {
        lock.lock();
        try {
            NavigableMap<Long, Held> kept = archive.getOrDefault(segmentation, new TreeMap<>());
            NavigableMap<Long, SegmentModel> usable = new TreeMap<>();
            kept.forEach((version, held) -> {
                if (held instanceof Held.Usable(SegmentModel model)) {
                    usable.put(version, model);
                }
            });
            return new Versions(segmentation, model(segmentation), usable, kept.isEmpty() ? 0 : kept.lastKey());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a segmentation's versions are as wanted.
     *
     * @return whether they are; false where that took longer than the timeout
     */
    public boolean await(String segmentation, Predicate<Versions> wanted, Duration timeout)
            throws InterruptedException {
        long left = timeout.toNanos();
        lock.lock();
        try {
            while (!wanted.test(versions(segmentation))) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void accept(String key, byte @Nullable [] value) {
        Optional<ModelKey> known = ModelKey.of(key);
        if (known.isEmpty()) {
            LOG.error("Key '{}' on topic {} is neither a segmentation's nor a version's", key, topic);
            return;
        }
        ModelKey model = known.get();
        Held now = value == null ? null : decode(key, value);
        lock.lock();
        try {
            if (model.version() == null) {
                putInForce(model.segmentation(), now);
            } else {
                archive(model.segmentation(), model.version(), now);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void putInForce(String segmentation, @Nullable Held now) {
        if (now == null) {
            inForce.remove(segmentation);
        } else {
            inForce.put(segmentation, now);
        }
    }

    private void archive(String segmentation, long version, @Nullable Held now) {
        NavigableMap<Long, Held> versions = archive.computeIfAbsent(segmentation, s -> new TreeMap<>());
        if (now == null) {
            versions.remove(version);
        } else {
            versions.put(version, now);
        }
    }

    private Held decode(String key, byte[] value) {
        try {
            return new Held.Usable(
                    SegmentModelRecords.fromRecord(Objects.requireNonNull(deserializer.deserialize(topic, value))));
        } catch (UndecodableException | IllegalArgumentException e) {
            LOG.error("The model of {} on topic {} cannot be used: {}", key, topic, e.getMessage());
            return new Held.Unusable(String.valueOf(e.getMessage()));
        }
    }
}
