package dev.segue.segmenter.live;

import dev.segue.segmentation.customer.Forwarding;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Which customers were merged into which: of one who went, where they went; of one who took others in, whom, so that all can
 * be found when that one is erased, and with which rank at most ({@link dev.segue.segmentation.customer.Journey}). Who has a forwarding is not in the store of customers. One thread.
 */
final class Forwardings {
    /** Name of the store. */
    static final String STORE = "forwardings";

    private static final byte FORWARDING = 'F';
    private static final byte ALIAS = 'A';
    private static final byte RANK = 'R';
    private static final byte[] PRESENT = {1};

    private final KeyValueStore<Bytes, byte[]> store;
    private final StateWriter writer = new StateWriter();

    Forwardings(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** Where a customer went; null for one who did not. */
    @Nullable
    Forwarding of(String customer) {
        byte[] bytes = store.get(key(FORWARDING, customer));
        if (bytes == null) {
            return null;
        }
        StateReader in = new StateReader(bytes);
        return new Forwarding(in.text(), in.whole(), in.text());
    }

    void put(String customer, Forwarding forwarding) {
        writer.clear();
        writer.text(forwarding.to());
        writer.whole(forwarding.rank());
        writer.text(forwarding.request());
        store.put(key(FORWARDING, customer), writer.bytes());
    }

    void remove(String customer) {
        store.delete(key(FORWARDING, customer));
    }

    /** Notes who was merged into a customer. */
    void addAliases(String customer, Collection<String> aliases) {
        for (String alias : aliases) {
            if (!alias.equals(customer)) {
                store.put(alias(customer, alias), PRESENT);
            }
        }
    }

    /** Notes that a customer has taken in what a merge of a rank sent. */
    void addRank(String customer, long rank) {
        if (rank > rank(customer)) {
            store.put(
                    key(RANK, customer),
                    ByteBuffer.allocate(Long.BYTES).putLong(rank).array());
        }
    }

    /** Takes the highest rank of what a customer has taken in out; 0 for none. */
    long takeRank(String customer) {
        long rank = rank(customer);
        store.delete(key(RANK, customer));
        return rank;
    }

    private long rank(String customer) {
        byte[] rank = store.get(key(RANK, customer));
        return rank == null ? 0 : ByteBuffer.wrap(rank).getLong();
    }

    /** Takes the ids of all who were merged into a customer out. */
    List<String> takeAliases(String customer) {
        byte[] prefix = alias(customer, "").get();
        List<Bytes> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = store.prefixScan(prefix, new ByteArraySerializer())) {
            entries.forEachRemaining(entry -> keys.add(entry.key));
        }
        keys.forEach(store::delete);
        return keys.stream()
                .map(key ->
                        new String(key.get(), prefix.length, key.get().length - prefix.length, StandardCharsets.UTF_8))
                .toList();
    }

    private static Bytes key(byte kind, String customer) {
        byte[] id = customer.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(1 + id.length).put(kind).put(id).array());
    }

    private static Bytes alias(String customer, String alias) {
        byte[] id = customer.getBytes(StandardCharsets.UTF_8);
        byte[] other = alias.getBytes(StandardCharsets.UTF_8);
        // The length first, or the aliases of "c1" would be among those of "c".
        return Bytes.wrap(ByteBuffer.allocate(1 + Short.BYTES + id.length + other.length)
                .put(ALIAS)
                .putShort((short) id.length)
                .put(id)
                .put(other)
                .array());
    }
}
