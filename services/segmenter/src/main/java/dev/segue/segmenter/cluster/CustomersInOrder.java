package dev.segue.segmenter.cluster;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.PriorityQueue;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * The customers of several stores, each in {@link CustomerOrder}, as if they were in one. What is read of a store that was closed
 * meanwhile may lack customers; so {@link #confirm} is to be called after the last. One thread.
 */
public final class CustomersInOrder implements Iterator<KeyValue<String, byte[]>>, AutoCloseable {
    private static final Comparator<KeyValueIterator<String, byte[]>> BY_NEXT =
            Comparator.comparing(KeyValueIterator::peekNextKey, CustomerOrder.BY_OCTETS);

    private final List<KeyValueIterator<String, byte[]>> all;
    private final PriorityQueue<KeyValueIterator<String, byte[]>> left;
    private final Runnable confirmation;

    CustomersInOrder(List<KeyValueIterator<String, byte[]>> stores, Runnable confirmation) {
        this.all = List.copyOf(stores);
        this.left = new PriorityQueue<>(Math.max(1, all.size()), BY_NEXT);
        this.confirmation = confirmation;
        all.stream().filter(Iterator::hasNext).forEach(left::add);
    }

    @Override
    public boolean hasNext() {
        return !left.isEmpty();
    }

    @Override
    public KeyValue<String, byte[]> next() {
        if (left.isEmpty()) {
            throw new NoSuchElementException();
        }
        KeyValueIterator<String, byte[]> first = Objects.requireNonNull(left.poll());
        KeyValue<String, byte[]> customer = first.next();
        if (first.hasNext()) {
            left.add(first);
        }
        return customer;
    }

    /**
     * That all stores were open until now, and what was read of them is all there was.
     *
     * @throws NotNowException where one was not
     */
    public void confirm() {
        confirmation.run();
    }

    @Override
    public void close() {
        all.forEach(KeyValueIterator::close);
    }
}
