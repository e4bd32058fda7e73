package dev.segue.cli.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a count has grown over the last seconds. */
final class Rate {
    private static final long WINDOW_NANOS = 5_000_000_000L;
    private static final double NANOS_A_SECOND = 1e9;

    private record Reading(long nanos, long count) {}

    private final Deque<Reading> readings = new ArrayDeque<>();

    Rate(long nanos, long count) {
        readings.add(new Reading(nanos, count));
    }

    /**
     * Takes a reading.
     *
     * @param nanos when, on the clock of the first reading
     * @param count what had been counted by then
     * @return growth a second since the oldest reading within the window; zero where no time has passed
     */
    double after(long nanos, long count) {
        readings.addLast(new Reading(nanos, count));
        while (readings.size() > 2 && nanos - readings.getFirst().nanos() > WINDOW_NANOS) {
            readings.removeFirst();
        }
        Reading oldest = readings.getFirst();
        return nanos == oldest.nanos() ? 0 : (count - oldest.count()) * NANOS_A_SECOND / (nanos - oldest.nanos());
    }
}
