package dev.segue.console.moves;

import dev.segue.avro.Cause;
import dev.segue.avro.SegmentChanged;
import dev.segue.avro.StrategyTriggered;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.topics.EventHeaders;
import dev.segue.avro.topics.Topic;
import dev.segue.console.follow.TopicView;
import dev.segue.console.settings.ConsoleConfig;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The latest changes and triggers, bounded in number: for timelines and flows, and for those who were away for a moment. When a
 * customer is erased, what is held of them goes too. Thread-safe.
 */
@Singleton
public final class Moves implements TopicView {
    /** Partitions are not read in the order of time: what was published so much earlier may have been read later. */
    private static final long APART_MILLIS = 30_000;

    private final AvroDeserializer<SpecificRecord> deserializer;
    private final int most;
    private final Deque<Move> moves = new ArrayDeque<>();
    private final List<Consumer<Move>> listeners = new CopyOnWriteArrayList<>();
    private long taken;
    private long latest = Long.MIN_VALUE;

    Moves(SchemaRegistry registry, ConsoleConfig config) {
        this.deserializer = new AvroDeserializer<>(registry, Topic.SEGMENT_EVENTS.schemas());
        this.most = config.console().history();
    }

    @Override
    public Topic topic() {
        return Topic.SEGMENT_EVENTS;
    }

    @Override
    public long latest() {
        return most;
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        SpecificRecord decoded = deserializer.deserialize(record.topic(), record.value());
        Move move = switch (decoded) {
            case SegmentChanged change ->
                new Move(
                        next(),
                        record.partition(),
                        record.offset(),
                        record.timestamp(),
                        change.getTimestamp().toEpochMilli(),
                        arrived(record),
                        Move.Type.CHANGE,
                        change.getUserId(),
                        change.getSegmentation(),
                        change.getFrom(),
                        change.getTo(),
                        change.getCause().name(),
                        null,
                        record.value());
            case StrategyTriggered trigger ->
                new Move(
                        next(),
                        record.partition(),
                        record.offset(),
                        record.timestamp(),
                        trigger.getTimestamp().toEpochMilli(),
                        arrived(record),
                        Move.Type.TRIGGER,
                        trigger.getUserId(),
                        trigger.getSegmentation(),
                        null,
                        trigger.getSegment(),
                        null,
                        trigger.getStrategy(),
                        record.value());
            case null, default -> null;
        };
        if (move != null) {
            keep(move);
            listeners.forEach(listener -> listener.accept(move));
        }
    }

    private static @Nullable Long arrived(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(EventHeaders.ARRIVED_AT);
        if (header == null) {
            return null;
        }
        try {
            return Long.valueOf(new String(header.value(), StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            // Somebody else's header of that name.
            return null;
        }
    }

    private synchronized long next() {
        return ++taken;
    }

    private synchronized void keep(Move move) {
        latest = Math.max(latest, move.at());
        if (Cause.ERASURE.name().equals(move.cause())) {
            moves.removeIf(held -> held.customer().equals(move.customer()));
            return;
        }
        moves.addLast(move);
        if (moves.size() > most) {
            moves.removeFirst();
        }
    }

    /** Tells somebody of every move from now on, on the follower's thread: it must not take long. */
    public void listen(Consumer<Move> listener) {
        listeners.add(listener);
    }

    /** Tells them no more. */
    public void stopListening(Consumer<Move> listener) {
        listeners.remove(listener);
    }

    /**
     * The newest moves first.
     *
     * @param before number of the move to begin before; {@link Long#MAX_VALUE} for the newest
     * @param limit how many at most, 1 or more
     */
    public synchronized List<Move> newest(long before, int limit, Predicate<Move> which) {
        List<Move> found = new ArrayList<>();
        Iterator<Move> newestFirst = moves.descendingIterator();
        while (newestFirst.hasNext() && found.size() < limit) {
            Move move = newestFirst.next();
            if (move.number() < before && which.test(move)) {
                found.add(move);
            }
        }
        return found;
    }

    /**
     * What came after a move, the oldest first. Where that move is not held any more, or was of another instance, whatever was
     * published at its time or later: some of it may come once more, under the same ids.
     */
    public synchronized List<Move> after(int partition, long offset, long published) {
        List<Move> after = new ArrayList<>();
        boolean found = false;
        for (Move move : moves) {
            if (found) {
                after.add(move);
            }
            found |= move.partition() == partition && move.offset() == offset;
        }
        return found
                ? after
                : moves.stream()
                        .filter(move -> move.published() >= published - APART_MILLIS)
                        .toList();
    }

    /** All that is held of a segmentation's changes, the oldest first. */
    public synchronized List<Move> changes(String segmentation) {
        return moves.stream()
                .filter(move ->
                        move.type() == Move.Type.CHANGE && move.segmentation().equals(segmentation))
                .toList();
    }

    /** Event time of the oldest move held, epoch milliseconds; null where none is. */
    public synchronized @Nullable Long reachesBackTo() {
        return moves.isEmpty()
                ? null
                : Objects.requireNonNull(moves.peekFirst()).at();
    }

    /** Event time of the latest move there was, epoch milliseconds; null where there was none. */
    public synchronized @Nullable Long reachesTo() {
        return latest == Long.MIN_VALUE ? null : latest;
    }

    /** All of a move. */
    public SpecificRecord decode(Move move) {
        return Objects.requireNonNull(deserializer.deserialize(Topic.SEGMENT_EVENTS.name(), move.value()));
    }
}
