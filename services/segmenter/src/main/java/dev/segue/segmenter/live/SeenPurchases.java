package dev.segue.segmenter.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Fingerprints of the purchases that no longer fit in their customer's state, for good. A look-up is by key, so its cost
 * does not grow with the customer's history, and RocksDB's Bloom filter answers it from memory for a purchase that is new,
 * as nearly all are. Keys begin with the customer, so that everything of one customer can be found and removed. One thread.
 */
final class SeenPurchases {
    /** Name of the store. */
    static final String STORE = "seen-purchases";

    private static final byte[] PRESENT = {1};

    private final KeyValueStore<Bytes, byte[]> store;

    SeenPurchases(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    boolean contains(String customer, long fingerprint) {
        return store.get(key(customer, fingerprint)) != null;
    }

    void add(String customer, long[] fingerprints) {
        for (long fingerprint : fingerprints) {
            store.put(key(customer, fingerprint), PRESENT);
        }
    }

    /**
     * Takes all fingerprints of a customer out.
     *
     * @return them
     */
    List<Long> take(String customer) {
        List<Bytes> keys = new ArrayList<>();
        // Keys are ordered as unsigned bytes, so these two are the first and the last.
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(key(customer, 0), key(customer, -1))) {
            entries.forEachRemaining(entry -> keys.add(entry.key));
        }
        keys.forEach(store::delete);
        return keys.stream()
                .map(key -> ByteBuffer.wrap(key.get()).getLong(key.get().length - Long.BYTES))
                .toList();
    }

    private static Bytes key(String customer, long fingerprint) {
        byte[] id = customer.getBytes(StandardCharsets.UTF_8);
        // The length first, or the keys of "c1" would begin like those of "c12".
        return Bytes.wrap(ByteBuffer.allocate(Short.BYTES + id.length + Long.BYTES)
                .putShort((short) id.length)
                .put(id)
                .putLong(fingerprint)
                .array());
    }
}
