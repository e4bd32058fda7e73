package dev.segue.console.deadletters;

import dev.segue.avro.topics.Topic;
import dev.segue.console.follow.TopicView;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The latest dead letters, and how many there are of each reason in the topic. Thread-safe. */
@Singleton
public final class DeadLetters implements TopicView {
    /** A letter may have two megabytes, so both are bounded. */
    private static final int MOST = 2_000;

    private static final long MOST_BYTES = 64L << 20;

    private final Deque<DeadLetter> letters = new ArrayDeque<>();
    private final Map<String, Long> byReason = new TreeMap<>();
    private final Map<Integer, Long> counted = new TreeMap<>();
    private long bytes;

    @Override
    public Topic topic() {
        return Topic.DEAD_LETTERS;
    }

    @Override
    public synchronized void accept(ConsumerRecord<byte[], byte[]> record) {
        // After the broker was away a record may come twice.
        if (counted.getOrDefault(record.partition(), -1L) >= record.offset()) {
            return;
        }
        counted.put(record.partition(), record.offset());
        List<DeadLetter.Header> headers = new ArrayList<>();
        record.headers().forEach(header -> headers.add(new DeadLetter.Header(header.key(), header.value())));
        DeadLetter letter = new DeadLetter(
                record.partition(),
                record.offset(),
                record.timestamp(),
                List.copyOf(headers),
                record.key(),
                record.value());
        byReason.merge(letter.reason(), 1L, Long::sum);
        letters.addLast(letter);
        bytes += letter.size();
        while (letters.size() > MOST || (bytes > MOST_BYTES && letters.size() > 1)) {
            bytes -= letters.removeFirst().size();
        }
    }

    /** How many there are, by reason. */
    public synchronized Map<String, Long> byReason() {
        return new TreeMap<>(byReason);
    }

    /** How many there are. */
    public synchronized long total() {
        return byReason.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The newest first.
     *
     * @param skip how many to leave out first
     * @param limit how many at most
     * @param reason of which reason; null for any
     */
    public synchronized List<DeadLetter> newest(int skip, int limit, @Nullable String reason) {
        List<DeadLetter> found = new ArrayList<>();
        Iterator<DeadLetter> newestFirst = letters.descendingIterator();
        int left = skip;
        while (newestFirst.hasNext() && found.size() < limit) {
            DeadLetter letter = newestFirst.next();
            if ((reason == null || letter.reason().equals(reason)) && left-- <= 0) {
                found.add(letter);
            }
        }
        return found;
    }

    /** A letter by its id; empty where none of that id is held. */
    public synchronized Optional<DeadLetter> letter(String id) {
        return letters.stream().filter(letter -> letter.id().equals(id)).findFirst();
    }
}
