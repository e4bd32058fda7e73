package dev.segue.segmentation.features;

import java.util.Arrays;

/**
 * The fingerprints of the latest events of a customer, at most a fixed number, the oldest first. When full, the older half
 * leaves at once, so that whoever keeps what leaves does so rarely.
 */
public final class RecentIds {
    private static final long[] NONE = {};

    private final int capacity;
    private long[] ids = NONE;

    RecentIds(int capacity) {
        this.capacity = capacity;
    }

    /** Whether an id is among them. */
    public boolean contains(long id) {
        for (long known : ids) {
            if (known == id) {
                return true;
            }
        }
        return false;
    }

    /**
     * Adds an id.
     *
     * @return those that left; mostly none
     */
    long[] add(long id) {
        long[] left = NONE;
        if (ids.length == capacity) {
            left = Arrays.copyOf(ids, capacity / 2);
            ids = Arrays.copyOfRange(ids, capacity / 2, capacity);
        }
        ids = Arrays.copyOf(ids, ids.length + 1);
        ids[ids.length - 1] = id;
        return left;
    }

    /**
     * Takes another customer's in. Which of the two customers' events came first is not known, so of more than there is room
     * for, as many of the one's latest stay as of the other's.
     *
     * @return those that left
     */
    long[] merge(RecentIds other) {
        long[] newestFirst = new long[ids.length + other.ids.length];
        int count = 0;
        for (int i = 1; i <= Math.max(ids.length, other.ids.length); i++) {
            if (i <= ids.length) {
                newestFirst[count++] = ids[ids.length - i];
            }
            if (i <= other.ids.length) {
                newestFirst[count++] = other.ids[other.ids.length - i];
            }
        }
        int kept = Math.min(count, capacity);
        ids = new long[kept];
        for (int i = 0; i < kept; i++) {
            ids[kept - 1 - i] = newestFirst[i];
        }
        return Arrays.copyOfRange(newestFirst, kept, count);
    }

    void write(StateWriter out) {
        out.count(ids.length);
        for (long id : ids) {
            out.fixed(id);
        }
    }

    void read(StateReader in) {
        ids = new long[in.count()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = in.fixed();
        }
    }
}
