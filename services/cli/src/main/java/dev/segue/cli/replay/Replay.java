package dev.segue.cli.replay;

import dev.segue.cli.publish.EventPublisher;
import dev.segue.cli.publish.InputEvent;
import dev.segue.cli.show.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Publishes a file's events in their order, and remembers how far it got. Used by one thread, once. */
final class Replay {
    private static final Duration BETWEEN_NOTES = Duration.ofMillis(500);

    private final ReplaySource source;
    private final ReplayJournal journal;
    private final String cluster;
    private final EventPublisher publisher;
    private final InstantSource clock;
    private final Progress progress;
    private final long start;
    private final AcknowledgedPrefix acknowledged;
    private long position;
    private Instant noted;

    /**
     * @param start events at the file's beginning to leave out
     */
    Replay(
            ReplaySource source,
            ReplayJournal journal,
            String cluster,
            EventPublisher publisher,
            InstantSource clock,
            Progress progress,
            long start) {
        this.source = source;
        this.journal = journal;
        this.cluster = cluster;
        this.publisher = publisher;
        this.clock = clock;
        this.progress = progress;
        this.start = start;
        this.acknowledged = new AcknowledgedPrefix(start);
        this.noted = clock.instant();
    }

    /**
     * @return how many events were published
     */
    long run() {
        note();
        source.forEach(this::publish);
        publisher.flush();
        note();
        return acknowledged.length() - start;
    }

    private void publish(InputEvent event) {
        long at = position++;
        if (at < start) {
            return;
        }
        publisher.publish(event, () -> acknowledged.acknowledged(at));
        if (Duration.between(noted, clock.instant()).compareTo(BETWEEN_NOTES) >= 0) {
            note();
        }
    }

    private void note() {
        noted = clock.instant();
        long length = acknowledged.length();
        journal.write(new ReplayPosition(cluster, length, source.events()));
        progress.reached(length);
    }
}
