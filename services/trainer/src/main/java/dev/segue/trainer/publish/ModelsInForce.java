package dev.segue.trainer.publish;

import dev.segue.avro.mapping.SegmentModelRecords;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.UndecodableException;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.trainer.topic.CompactedTopicReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The model in force of each segmentation, as topic segment-models has it. Safe for use by several threads. */
public final class ModelsInForce implements CompactedTopicReader.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ModelsInForce.class);

    /** What the topic has under a key. */
    private sealed interface Held {
        record Usable(SegmentModel model) implements Held {}

        record Unusable(String why) implements Held {}
    }

    private final String topic;
    private final AvroDeserializer<dev.segue.avro.SegmentModel> deserializer;
    private final Map<String, Held> held = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /**
     * No models yet.
     *
     * @param topic name of the topic
     * @param deserializer of its values
     */
    public ModelsInForce(String topic, AvroDeserializer<dev.segue.avro.SegmentModel> deserializer) {
        this.topic = topic;
        this.deserializer = deserializer;
    }

    /** The model in force of a segmentation; null where there is none that can be used. */
    public @Nullable SegmentModel model(String segmentation) {
        lock.lock();
        try {
            return held.get(segmentation) instanceof Held.Usable usable ? usable.model() : null;
        } finally {
            lock.unlock();
        }
    }

    /** Why the model in force of a segmentation cannot be used; null where it can, or there is none. */
    public @Nullable String whyUnusable(String segmentation) {
        lock.lock();
        try {
            return held.get(segmentation) instanceof Held.Unusable unusable ? unusable.why() : null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a model is in force.
     *
     * @return whether it is, or a later version; false where that took longer than the timeout
     */
    public boolean await(String segmentation, long version, Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lock();
        try {
            while (!(held.get(segmentation) instanceof Held.Usable usable
                    && usable.model().version() >= version)) {
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
        Held now = value == null ? null : decode(key, value);
        lock.lock();
        try {
            if (now == null) {
                held.remove(key);
            } else {
                held.put(key, now);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
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
