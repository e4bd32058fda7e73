package dev.segue.segmenter.live;

import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The ids of the requests that have been carried out, for good: a request that is delivered again must not be done to whoever
 * has the customer's id by then. One thread.
 */
final class HandledRequests {
    /** Name of the store: id of the request to when it was carried out, wall-clock milliseconds. */
    static final String STORE = "handled-requests";

    /** Longer than the id of any request, so that it is nobody's. */
    private static final String ARRIVED = "\n" + "arrived".repeat(15);

    private final KeyValueStore<String, Long> store;

    HandledRequests(KeyValueStore<String, Long> store) {
        this.store = store;
    }

    /** Whether a request has been carried out. */
    boolean contains(String request) {
        return store.get(request) != null;
    }

    /** Notes a request. */
    void add(String request, long wallClock) {
        store.put(request, wallClock);
    }

    /** Whether what a merge sent has arrived, which may be in the same task as the request itself. */
    boolean hasArrived(String request) {
        return contains(request + ARRIVED);
    }

    /** Notes that what a merge sent has arrived. */
    void arrived(String request, long wallClock) {
        add(request + ARRIVED, wallClock);
    }
}
