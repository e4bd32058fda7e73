package dev.segue.segmenter.live;

import java.util.function.LongSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What "now" is for a task. On event time it is the latest event's time that the task has seen; it never goes back, and is
 * kept in a store that commits with everything else, so that a restart does not set it back either. One thread.
 */
final class SegmentClock {
    /** Name of the store; its one entry is under this key too. */
    static final String STORE = "clock";

    private final ClockMode mode;
    private final KeyValueStore<String, Long> store;
    private final LongSupplier wallClock;
    private long latest;

    SegmentClock(ClockMode mode, KeyValueStore<String, Long> store, LongSupplier wallClock) {
        this.mode = mode;
        this.store = store;
        this.wallClock = wallClock;
        @Nullable Long kept = store.get(STORE);
        this.latest = kept == null ? Long.MIN_VALUE : kept;
    }

    /** Notes an event's time. */
    void advance(long eventTime) {
        if (mode == ClockMode.EVENT && eventTime > latest) {
            latest = eventTime;
            store.put(STORE, eventTime);
        }
    }

    /** Whether it is known what now is: on event time not before the first event. */
    boolean runs() {
        return mode == ClockMode.WALL || latest != Long.MIN_VALUE;
    }

    /** Now, epoch milliseconds. */
    long now() {
        return mode == ClockMode.WALL ? wallClock.getAsLong() : latest;
    }

    /**
     * As of when to act on what fell due at a moment, which may have been waiting since. On the wall clock it is now, as an offer
     * made as of then may be over; on event time, where the whole past may go by in a minute, that moment.
     */
    long acting(long moment) {
        return mode == ClockMode.WALL ? Math.max(moment, now()) : moment;
    }
}
