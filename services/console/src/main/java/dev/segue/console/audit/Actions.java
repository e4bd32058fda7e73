package dev.segue.console.audit;

import dev.segue.avro.OperatorAction;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.topics.Topic;
import dev.segue.console.follow.TopicView;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The latest of what people did, at whatever console. Thread-safe. */
@Singleton
public final class Actions implements TopicView {
    /** Actions kept. */
    public static final int MOST = 1_000;

    private static final Comparator<Place> OLDEST_FIRST =
            Comparator.comparingLong(Place::at).thenComparing(Place::id);

    /**
     * Where an action stands among all.
     *
     * @param at when, epoch milliseconds
     * @param id its id
     */
    public record Place(long at, String id) {}

    private final AvroDeserializer<OperatorAction> deserializer;
    private final NavigableMap<Place, Action> actions = new TreeMap<>(OLDEST_FIRST);

    Actions(SchemaRegistry registry) {
        this.deserializer = new AvroDeserializer<>(registry, Topic.OPERATOR_ACTIONS.schemas());
    }

    @Override
    public Topic topic() {
        return Topic.OPERATOR_ACTIONS;
    }

    /** Each stands there twice. */
    @Override
    public long latest() {
        return 2L * MOST;
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        OperatorAction written = deserializer.deserialize(record.topic(), record.value());
        if (written != null) {
            put(Action.of(written));
        }
    }

    private synchronized void put(Action action) {
        // How one ended comes after that it was asked for, on the same partition; read anew, not before either.
        actions.put(new Place(action.at().toEpochMilli(), action.id()), action);
        if (actions.size() > MOST) {
            actions.pollFirstEntry();
        }
    }

    /**
     * The newest first.
     *
     * @param before only those before this place
     * @param limit how many at most
     */
    public synchronized List<Action> newest(Place before, int limit) {
        return actions.headMap(before, false).descendingMap().values().stream()
                .limit(limit)
                .toList();
    }
}
