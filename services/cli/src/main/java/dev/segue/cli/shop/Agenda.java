package dev.segue.cli.shop;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What is going to happen, in order of time; what is planned for the same moment happens in the order planned. */
final class Agenda {
    private record Plan(Instant at, long order, Runnable action) {}

    private final PriorityQueue<Plan> plans =
            new PriorityQueue<>(Comparator.comparing(Plan::at).thenComparing(Plan::order));
    private long planned;
    private Instant now;

    Agenda(Instant now) {
        this.now = now;
    }

    /** The moment of what is happening. */
    Instant now() {
        return now;
    }

    void plan(Instant at, Runnable action) {
        if (at.isBefore(now)) {
            throw new IllegalArgumentException("cannot plan for %s, as it is %s already".formatted(at, now));
        }
        plans.add(new Plan(at, planned++, action));
    }

    /** Lets everything happen that is due by then, and makes it that late. */
    void runUntil(Instant until) {
        for (Plan next = plans.peek(); next != null && !next.at().isAfter(until); next = plans.peek()) {
            plans.remove();
            now = next.at();
            next.action().run();
        }
        now = until.isAfter(now) ? until : now;
    }
}
