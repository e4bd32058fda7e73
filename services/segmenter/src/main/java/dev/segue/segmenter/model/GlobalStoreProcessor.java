package dev.segue.segmenter.model;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a global store. It stores the bytes as they come, since on a restart Kafka Streams fills the store
 * without asking this processor; they are decoded where they are used.
 */
public final class GlobalStoreProcessor extends ContextualProcessor<String, byte @Nullable [], Void, Void> {
    private final String name;
    private final AtomicLong revision;

    /**
     * @param name of the store
     * @param revision raised with every record stored, so that nobody has to go through the store to find nothing new
     */
    public GlobalStoreProcessor(String name, AtomicLong revision) {
        this.name = name;
        this.revision = revision;
    }

    @Override
    public void process(Record<String, byte @Nullable []> record) {
        KeyValueStore<String, byte[]> store = context().getStateStore(name);
        byte[] value = record.value();
        if (value == null) {
            store.delete(record.key());
        } else {
            store.put(record.key(), value);
        }
        revision.incrementAndGet();
    }
}
