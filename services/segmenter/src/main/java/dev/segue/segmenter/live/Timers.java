package dev.segue.segmenter.live;

import dev.segue.segmentation.customer.Customer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * One timer a customer at most, in the order they fall due. A timer is lazy: events do not move it later, so they write
 * nothing; when it fires, whether it is really due is looked at afresh. One thread.
 */
final class Timers {
    /** Name of the store: due time and customer to nothing. */
    static final String STORE = "timers";

    private static final byte[] PRESENT = {1};

    private final KeyValueStore<Bytes, byte[]> store;

    /** No timer is due before; spares events the look into the store. */
    private long earliest;

    Timers(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        this.earliest = first(0);
    }

    /** A timer that fell due. */
    record Due(long at, String customer) {}

    /** Sets a customer's timer, in place of the one they have. */
    void set(String id, Customer customer, long due) {
        if (due == customer.timer()) {
            return;
        }
        if (customer.timer() != 0) {
            store.delete(key(customer.timer(), id));
        }
        customer.timer(due);
        if (due != 0) {
            store.put(key(due, id), PRESENT);
            earliest = Math.min(earliest, due);
        }
    }

    /** Has a timer that was taken out fall due once more, whatever timer the customer has otherwise. */
    void again(Due due, long at) {
        store.put(key(at, due.customer()), PRESENT);
        earliest = Math.min(earliest, at);
    }

    /**
     * Removes a customer's timer of whom it is not known when it is due, by going through all timers.
     *
     * @return how many there were
     */
    long search(String id) {
        List<Bytes> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
            while (entries.hasNext()) {
                Bytes key = entries.next().key;
                ByteBuffer parts = ByteBuffer.wrap(key.get());
                parts.getLong();
                if (customer(parts).equals(id)) {
                    keys.add(key);
                }
            }
        }
        keys.forEach(store::delete);
        return keys.size();
    }

    /** Whether a timer may be due by a moment. */
    boolean anyDue(long now) {
        return earliest <= now;
    }

    /** For how long the first timer has been due, in milliseconds; 0 where none is. */
    long late(long now) {
        return anyDue(now) ? now - earliest : 0;
    }

    /**
     * Takes timers that are due out, the earliest first.
     *
     * @param most how many at most
     */
    List<Due> take(long now, int most) {
        List<Due> due = new ArrayList<>();
        if (!anyDue(now)) {
            return due;
        }
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(from(earliest), null)) {
            while (entries.hasNext() && due.size() < most) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                ByteBuffer key = ByteBuffer.wrap(entry.key.get());
                long at = key.getLong();
                if (at > now) {
                    break;
                }
                due.add(new Due(at, customer(key)));
            }
        }
        for (Due timer : due) {
            store.delete(key(timer.at, timer.customer));
        }
        earliest = first(due.isEmpty() ? earliest : due.getLast().at());
        return due;
    }

    /**
     * When the first timer is due. RocksDB keeps what was deleted until it compacts, and an iterator has to step over it:
     * beginning where no timer can be any more would cost as much as all timers that ever fired.
     *
     * @param from no timer is due before
     */
    private long first(long from) {
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(from(from), null)) {
            return entries.hasNext()
                    ? ByteBuffer.wrap(entries.peekNextKey().get()).getLong()
                    : Long.MAX_VALUE;
        }
    }

    /** @param key of which the due time has been read */
    private static String customer(ByteBuffer key) {
        return StandardCharsets.UTF_8.decode(key).toString();
    }

    private static Bytes from(long due) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(due).array());
    }

    private static Bytes key(long due, String customer) {
        byte[] id = customer.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(
                ByteBuffer.allocate(Long.BYTES + id.length).putLong(due).put(id).array());
    }
}
