package dev.segue.segmenter.shared;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the latest record of each key in a global store. It stores the bytes as they come, since on a restart Kafka Streams
 * fills the store without asking this processor; they are decoded where they are used.
 */
public final class LatestProcessor extends ContextualProcessor<String, byte @Nullable [], Void, Void> {
    private final String store;
    private final AtomicLong revision;

    /**
     * @param store name of the store
     * @param revision raised with every record stored, so that nobody has to go through the store to find nothing new
     */
    public LatestProcessor(String store, AtomicLong revision) {
        this.store = store;
        this.revision = revision;
    }

    @Override
    public void process(Record<String, byte @Nullable []> record) {
        KeyValueStore<String, byte[]> latest = context().getStateStore(store);
        byte[] value = record.value();
        if (value == null) {
            latest.delete(record.key());
        } else {
            latest.put(record.key(), value);
        }
        revision.incrementAndGet();
    }
}
