package dev.segue.segmenter.live;

import java.util.function.BiFunction;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all customers in small steps, so that a new model never stalls the stream. Each customer's state says
 * whether anything is owed to them; a sweep cut short by a restart therefore simply starts again and passes over those that
 * are done. One thread.
 */
final class Sweep {
    private final KeyValueStore<String, byte[]> customers;
    private boolean running;
    private @Nullable String after;

    Sweep(KeyValueStore<String, byte[]> customers) {
        this.customers = customers;
    }

    /** Starts from the first customer. */
    void restart() {
        running = true;
        after = null;
    }

    /** Whether customers are left to look at. */
    boolean running() {
        return running;
    }

    /**
     * Looks at the next customers.
     *
     * @param most how many at most
     * @param look what is done with a customer's id and state; its new state, or null where it stays as it is
     */
    void step(int most, BiFunction<String, byte[], byte @Nullable []> look) {
        int left = most;
        try (KeyValueIterator<String, byte[]> entries = customers.range(after, null)) {
            while (entries.hasNext()) {
                if (left-- == 0) {
                    return;
                }
                KeyValue<String, byte[]> entry = entries.next();
                if (!entry.key.equals(after)) {
                    byte[] changed = look.apply(entry.key, entry.value);
                    if (changed != null) {
                        customers.put(entry.key, changed);
                    }
                }
                after = entry.key;
            }
        }
        running = false;
    }
}
