package dev.segue.segmenter.live;

import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The ids of the requests that have been carried out, for good: a request that is delivered again must not be done to whoever
 * has the customer's id by then. One thread.
 */
final class HandledRequests {
    /** Name of the store: id of the request to when it was carried out, wall-clock milliseconds. */
    static final String STORE = "handled-requests";

    private final KeyValueStore<String, Long> store;

    HandledRequests(KeyValueStore<String, Long> store) {
        this.store = store;
    }

    /**
     * Notes a request.
     *
     * @return whether it is new
     */
    boolean add(String request, long wallClock) {
        return store.putIfAbsent(request, wallClock) == null;
    }
}
