package dev.segue.cli.catchup;

import dev.segue.avro.topics.Topic;
import dev.segue.cli.CommandFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Waits until others have caught up.
 *
 * @param clock tells how long it has been
 * @param pause lets time pass between two looks
 */
public record CatchUp(InstantSource clock, Pause pause) {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Longer than the segmenter holds a customer's snapshot back. */
    private static final Duration SNAPSHOTS_QUIET = Duration.ofSeconds(7);

    private static final Duration SNAPSHOTS_AT_MOST = Duration.ofMinutes(1);

    /** On this machine's clock. */
    public static CatchUp inRealTime() {
        return new CatchUp(InstantSource.system(), Pause.SLEEP);
    }

    /**
     * Waits until the segmenter has processed everything.
     *
     * @param backlog measured anew at every call
     * @param seen told every backlog measured
     * @throws CommandFailure when nothing has been processed for a minute
     */
    public void await(Supplier<Backlog> backlog, Consumer<Backlog> seen) throws InterruptedException {
        Instant lastProgress = clock.instant();
        long processed = -1;
        while (true) {
            Backlog now = backlog.get();
            seen.accept(now);
            if (now.records() == 0) {
                return;
            }
            if (now.processed() > processed) {
                processed = now.processed();
                lastProgress = clock.instant();
            }
            if (Duration.between(lastProgress, clock.instant()).compareTo(PATIENCE) >= 0) {
                throw new CommandFailure(
                        "the segmenter is down: it has processed nothing for %d s, and %,d records wait. Start it with: segue up"
                                .formatted(PATIENCE.toSeconds(), now.records()));
            }
            pause.pause(BETWEEN_LOOKS);
        }
    }

    /**
     * Waits until the trainer can know all customers as they are: it learns from snapshots, which the segmenter holds back
     * for a few seconds.
     */
    public void awaitSnapshots(Written written) throws InterruptedException {
        awaitQuiet(written.to(Topic.CUSTOMER_FEATURES), SNAPSHOTS_QUIET, SNAPSHOTS_AT_MOST);
    }

    /**
     * Waits until a count has not changed for a while.
     *
     * @param count what is watched
     * @param quiet for how long it must stay the same
     * @param most for how long to wait at most
     * @return whether it came to rest; false when the time was up
     */
    public boolean awaitQuiet(LongSupplier count, Duration quiet, Duration most) throws InterruptedException {
        Instant begun = clock.instant();
        Instant lastChange = begun;
        long last = count.getAsLong();
        while (Duration.between(begun, clock.instant()).compareTo(most) < 0) {
            pause.pause(BETWEEN_LOOKS);
            long now = count.getAsLong();
            if (now != last) {
                last = now;
                lastChange = clock.instant();
            } else if (Duration.between(lastChange, clock.instant()).compareTo(quiet) >= 0) {
                return true;
            }
        }
        return false;
    }
}
