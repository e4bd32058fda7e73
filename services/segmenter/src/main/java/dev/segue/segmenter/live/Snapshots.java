package dev.segue.segmenter.live;

import dev.segue.segmentation.customer.Customer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When a customer's features are published: at the change itself if the last time is long enough ago, else when it is; and
 * never more in a second than allowed, so that a backlog is not answered with a flood. The customer's own state says
 * whether a publication is owed, so what is queued here may be lost in a crash: the next event, timer or sweep makes up
 * for it. Times are wall-clock milliseconds. One thread.
 */
final class Snapshots {
    private static final int LONGEST_QUEUE = 100_000;

    private final long interval;
    private final double perMilli;
    private double allowance;
    private long allowedAt;
    private boolean leftOut;
    private final Map<String, Long> queue = new LinkedHashMap<>();

    /**
     * @param interval least time between two publications of one customer
     * @param perSecond most publications a second
     */
    Snapshots(Duration interval, int perSecond) {
        this.interval = interval.toMillis();
        this.perMilli = perSecond / 1000.0;
        this.allowance = perSecond;
    }

    /** Whether a changed customer's features are to be published now; otherwise they are queued. */
    boolean now(String id, Customer customer, long wallClock) {
        long due = customer.snapshotAt() + interval;
        if (wallClock >= due && allowed(wallClock)) {
            queue.remove(id);
            return true;
        }
        if (queue.size() < LONGEST_QUEUE) {
            queue.putIfAbsent(id, due);
        } else {
            leftOut = true;
        }
        return false;
    }

    /** Takes a customer who is no more out of the queue. */
    void forget(String id) {
        queue.remove(id);
    }

    /** Whether the queue has been worked off, but was too short for some, who are now to be looked for; said once. */
    boolean someWereLeftOut() {
        if (!leftOut || !queue.isEmpty()) {
            return false;
        }
        leftOut = false;
        return true;
    }

    /** Takes customers whose features may be published by now out of the queue, as many as are allowed. */
    List<String> due(long wallClock) {
        List<String> due = new ArrayList<>();
        Iterator<Map.Entry<String, Long>> entries = queue.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, Long> entry = entries.next();
            if (entry.getValue() > wallClock) {
                // Queued in the order they changed, so those after are hardly due either; they will be found next time.
                break;
            }
            if (!allowed(wallClock)) {
                break;
            }
            due.add(entry.getKey());
            entries.remove();
        }
        return due;
    }

    private boolean allowed(long wallClock) {
        if (allowedAt != 0) {
            allowance = Math.min(allowance + (wallClock - allowedAt) * perMilli, perMilli * 1000);
        }
        allowedAt = wallClock;
        if (allowance < 1) {
            return false;
        }
        allowance--;
        return true;
    }
}
