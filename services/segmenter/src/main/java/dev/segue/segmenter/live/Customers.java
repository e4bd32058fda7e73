package dev.segue.segmenter.live;

import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.features.StateWriter;
import java.util.HashMap;
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
 * a customer who was changed but, for a failure, not put is as before when next asked for.
 *
 * <p>What is in memory is made to leave the garbage collector in peace, which could take longer over it than RocksDB would: a
 * customer's bytes stay in the same place while they fit, and who was seen last is known by generation, so that to find a
 * customer changes nothing. One thread.
 */
final class Customers {
    /** Name of the store: customer id to {@link Customer#encode}. */
    static final String STORE = "customers";

    private final KeyValueStore<String, byte[]> store;
    private final int mostInGeneration;
    private final StateWriter writer = new StateWriter();
    private Map<String, Kept> recent = new HashMap<>();
    private Map<String, Kept> earlier = new HashMap<>();

    /**
     * @param mostInMemory how many customers' states are kept in memory at most; 0 for none
     */
    Customers(KeyValueStore<String, byte[]> store, int mostInMemory) {
        this.store = store;
        this.mostInGeneration = mostInMemory / 2;
    }

    /** A customer; null where there is none of that id. */
    @Nullable
    Customer get(String id) {
        Kept kept = kept(id);
        if (kept != null) {
            return kept.customer();
        }
        byte[] state = store.get(id);
        if (state == null) {
            return null;
        }
        keep(id, new Kept(state));
        return Customer.decode(state);
    }

    /** Writes a customer. */
    void put(String id, Customer customer) {
        byte[] state = customer.encode(writer);
        store.put(id, state);
        Kept kept = kept(id);
        if (kept == null) {
            keep(id, new Kept(state));
        } else {
            kept.become(state);
        }
    }

    private @Nullable Kept kept(String id) {
        Kept kept = recent.get(id);
        if (kept == null) {
            kept = earlier.get(id);
            if (kept != null) {
                keep(id, kept);
            }
        }
        return kept;
    }

    private void keep(String id, Kept kept) {
        if (mostInGeneration == 0) {
            return;
        }
        if (recent.size() >= mostInGeneration) {
            earlier = recent;
            recent = new HashMap<>();
        }
        recent.put(id, kept);
    }

    /**
     * Removes a customer.
     *
     * @return whether there was one of that id
     */
    boolean remove(String id) {
        recent.remove(id);
        earlier.remove(id);
        return store.delete(id) != null;
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

    /** A customer's state, with some room to grow in place. */
    private static final class Kept {
        private static final int ROOM_TO_GROW = 64;

        private byte[] place = {};
        private int length;

        Kept(byte[] state) {
            become(state);
        }

        void become(byte[] state) {
            if (state.length > place.length) {
                place = new byte[state.length + ROOM_TO_GROW];
            }
            System.arraycopy(state, 0, place, 0, state.length);
            length = state.length;
        }

        Customer customer() {
            return Customer.decode(place, length);
        }
    }
}
