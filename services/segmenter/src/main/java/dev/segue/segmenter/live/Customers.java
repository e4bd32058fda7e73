package dev.segue.segmenter.live;

import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.features.StateWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The customers of a task. All are in the store; the states of those seen last are kept in memory too, as most events are of
 * customers who were there a while ago and RocksDB takes longer to find a state than all else takes that is done with it.
 * Every change is written to the store at once, so memory never knows more than the store, and what is kept is the bytes, so
 * a customer who was changed but, for a failure, not put is as before when next asked for. One thread.
 */
final class Customers {
    /** Name of the store: customer id to {@link Customer#encode}. */
    static final String STORE = "customers";

    private final KeyValueStore<String, byte[]> store;
    private final LinkedHashMap<String, byte[]> inMemory;
    private final StateWriter writer = new StateWriter();

    /**
     * @param mostInMemory how many customers' states are kept in memory; 0 for none
     */
    Customers(KeyValueStore<String, byte[]> store, int mostInMemory) {
        this.store = store;
        this.inMemory = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
                return size() > mostInMemory;
            }
        };
    }

    /** A customer; null where there is none of that id. */
    @Nullable
    Customer get(String id) {
        byte[] state = inMemory.get(id);
        if (state == null) {
            state = store.get(id);
            if (state == null) {
                return null;
            }
            inMemory.put(id, state);
        }
        return Customer.decode(state);
    }

    /** Writes a customer. */
    void put(String id, Customer customer) {
        byte[] state = customer.encode(writer);
        store.put(id, state);
        inMemory.put(id, state);
    }

    /**
     * Goes through customers in the order of their ids. Those looked at may be put meanwhile.
     *
     * @param after the id to begin after; null for the first customer
     * @param most how many at most
     * @param look told every customer's id, and what reads the customer
     * @return the last id looked at, to go on after; null when all have been
     */
    @Nullable
    String look(@Nullable String after, int most, BiConsumer<String, Supplier<Customer>> look) {
        int left = most;
        String last = after;
        try (KeyValueIterator<String, byte[]> entries = store.range(after, null)) {
            while (entries.hasNext()) {
                if (left-- == 0) {
                    return last;
                }
                KeyValue<String, byte[]> entry = entries.next();
                if (!entry.key.equals(after)) {
                    look.accept(entry.key, () -> Customer.decode(entry.value));
                }
                last = entry.key;
            }
        }
        return null;
    }
}
