package dev.segue.cli.replay;

import java.util.PriorityQueue;

/**
 * How far from the start every event is acknowledged. Partitions answer independently, so acknowledgements come out of
 * order; only what has no gap before it counts. Thread-safe.
 */
final class AcknowledgedPrefix {
    private final PriorityQueue<Long> beyondAGap = new PriorityQueue<>();
    private long length;

    /**
     * @param length events acknowledged by an earlier run
     */
    AcknowledgedPrefix(long length) {
        this.length = length;
    }

    /**
     * @param position of the event, 0 for the first of the file
     */
    synchronized void acknowledged(long position) {
        if (position < length) {
            throw new IllegalArgumentException(
                    "event %d is acknowledged twice: the first %d are already".formatted(position, length));
        }
        beyondAGap.add(position);
        for (Long next = beyondAGap.peek(); next != null && next == length; next = beyondAGap.peek()) {
            beyondAGap.remove();
            length++;
        }
    }

    /** The first so many events are all acknowledged. */
    synchronized long length() {
        return length;
    }
}
