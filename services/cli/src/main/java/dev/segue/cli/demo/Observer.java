package dev.segue.cli.demo;

import dev.segue.avro.SegmentChanged;
import dev.segue.avro.StrategyTriggered;
import dev.segue.cli.catchup.Backlog;
import dev.segue.cli.connect.Connection;
import dev.segue.cli.outbound.ChangeReader;
import dev.segue.cli.outbound.DeadLetterCount;
import dev.segue.cli.outbound.ModelReader;
import dev.segue.cli.outbound.SegmentTally;
import dev.segue.cli.outbound.TopicReader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * Watches what Segue publishes, on a thread of its own. Changes from before the demo only count towards who is where.
 * {@link #seen} and {@link #toCarryOut} may be asked by any thread.
 */
final class Observer implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final long SLOW_LOOK_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int LATEST = 10;

    private final String segmentation;
    private final ChangeReader changes;
    private final ModelReader models;
    private final DeadLetterCount deadLetters;
    private final Supplier<Backlog> backlog;
    private final SegmentTally tally;
    private final Deque<SegmentChanged> latest = new ArrayDeque<>();
    private final BlockingQueue<StrategyTriggered> toCarryOut = new LinkedBlockingQueue<>();
    private final Thread thread;
    private long triggers;
    private long leftAlone;
    private volatile Observation seen = Observation.NOTHING;
    private volatile @Nullable RuntimeException failure;
    private volatile boolean closed;

    private Observer(Connection connection, Admin admin, String segmentation) {
        this.segmentation = segmentation;
        this.changes = ChangeReader.open(connection, TopicReader.Start.BEGINNING);
        this.models = ModelReader.open(connection);
        this.deadLetters = DeadLetterCount.fromNow(connection);
        this.backlog = Backlog.of(admin, connection.settings());
        this.tally = new SegmentTally(segmentation);
        this.thread = Thread.ofPlatform().daemon().name("demo-observer").unstarted(this::run);
    }

    /** An observer that has read all there was, and reads on. */
    static Observer start(Connection connection, Admin admin, String segmentation) {
        Observer observer = new Observer(connection, admin, segmentation);
        do {
            observer.changes.poll(WAIT).forEach(observer.tally::add);
        } while (!observer.changes.hasReadAllThereWas());
        observer.tally.resetCauses();
        observer.thread.start();
        return observer;
    }

    /**
     * The latest observation.
     *
     * @throws RuntimeException what ended the observation, if it has ended
     */
    Observation seen() {
        RuntimeException ended = failure;
        if (ended != null) {
            throw ended;
        }
        return seen;
    }

    /** The strategies to carry out that fired since last asked; not those of customers to be left alone. */
    List<StrategyTriggered> toCarryOut() {
        List<StrategyTriggered> fired = new ArrayList<>();
        toCarryOut.drainTo(fired);
        return fired;
    }

    private void see(SpecificRecord event) {
        switch (event) {
            case SegmentChanged change -> {
                if (tally.add(change)) {
                    latest.addFirst(change);
                }
            }
            case StrategyTriggered trigger -> {
                triggers++;
                if (trigger.getHoldout()) {
                    leftAlone++;
                } else {
                    toCarryOut.add(trigger);
                }
            }
            default -> {
                // Of a newer version: the demo shows what it knows.
            }
        }
    }

    private void run() {
        try {
            long slowLook = System.nanoTime() - SLOW_LOOK_NANOS;
            long lag = 0;
            while (!closed) {
                changes.pollAll(WAIT).forEach(this::see);
                while (latest.size() > LATEST) {
                    latest.removeLast();
                }
                if (System.nanoTime() - slowLook >= SLOW_LOOK_NANOS) {
                    models.refresh();
                    lag = backlog.get().records();
                    slowLook = System.nanoTime();
                }
                seen = new Observation(
                        lag,
                        deadLetters.count(),
                        models.inForce(segmentation),
                        tally.sizes(),
                        tally.causes(),
                        triggers,
                        leftAlone,
                        List.copyOf(latest));
            }
        } catch (RuntimeException e) {
            if (!closed) {
                failure = e;
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join(Duration.ofSeconds(10));
        changes.close();
        models.close();
        deadLetters.close();
    }
}
