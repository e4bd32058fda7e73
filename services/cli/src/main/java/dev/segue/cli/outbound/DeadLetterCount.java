package dev.segue.cli.outbound;

import dev.segue.avro.topics.Topic;
import dev.segue.cli.connect.Connection;
import java.time.Duration;

/**
 * Counts the dead letters that come from its making on. It reads them: offsets would count the broker's own marks of
 * transactions too. Used by one thread.
 */
public final class DeadLetterCount implements AutoCloseable {
    private static final Duration A_MOMENT = Duration.ofMillis(100);

    private final TopicReader reader;
    private long count;

    private DeadLetterCount(TopicReader reader) {
        this.reader = reader;
    }

    /** A count from now on, with a client of its own. */
    public static DeadLetterCount fromNow(Connection connection) {
        return new DeadLetterCount(new TopicReader(
                connection.consumer(), connection.settings().topics().name(Topic.DEAD_LETTERS), TopicReader.Start.NOW));
    }

    /** Dead letters so far. */
    public long count() {
        int more = reader.poll(A_MOMENT).count();
        while (more > 0) {
            count += more;
            more = reader.poll(A_MOMENT).count();
        }
        return count;
    }

    @Override
    public void close() {
        reader.close();
    }
}
