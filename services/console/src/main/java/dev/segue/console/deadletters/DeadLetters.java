package dev.segue.console.deadletters;

import dev.segue.avro.topics.Topic;
import dev.segue.console.follow.TopicView;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The latest dead letters, and how many there are of each reason in the topic. Thread-safe. */
@Singleton
public final class DeadLetters implements TopicView {
    /** A letter may have two megabytes, so both are bounded. */
    private static final int MOST = 2_000;

    private static final long MOST_BYTES = 64L << 20;
    private static final String REASON = "segue_reason";

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
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8));
        }
        String reason = headers.getOrDefault(REASON, "unknown");
        byReason.merge(reason, 1L, Long::sum);
        DeadLetter letter = new DeadLetter(
                record.partition(), record.offset(), record.timestamp(), reason, headers, record.key(), record.value());
        letters.addLast(letter);
        bytes += size(letter);
        while (letters.size() > MOST || (bytes > MOST_BYTES && letters.size() > 1)) {
            bytes -= size(letters.removeFirst());
        }
    }

    private static long size(DeadLetter letter) {
        return letter.value() == null ? 0 : letter.value().length;
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
