package dev.segue.segmenter.live;

import dev.segue.avro.mapping.StrategyOutcomesRecords;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import dev.segue.segmentation.outcome.Arm;
import dev.segue.segmentation.outcome.ArmKey;
import dev.segue.segmentation.outcome.OutcomeChange;
import dev.segue.segmenter.outbound.Nodes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What became of the triggers of a task's customers, published once a second where something changed. As with {@link Kpis},
 * every count is in the store before the event is done with, and marked while it is not published. One thread.
 */
final class Outcomes {
    /** Name of the store: {@link ArmKey#text} to whether the arm is published, the key, and {@link Arm}. */
    static final String STORE = "outcomes";

    private static final Duration BETWEEN_PUBLICATIONS = Duration.ofSeconds(1);
    private static final int NOT_PUBLISHED = 0;
    private static final int PUBLISHED = 1;

    private final ProcessorContext<Object, Object> context;
    private final KeyValueStore<String, byte[]> store;
    private final Map<ArmKey, Arm> unpublished = new LinkedHashMap<>();
    private final StateWriter writer = new StateWriter();
    private final Cancellable publication;

    Outcomes(ProcessorContext<Object, Object> context) {
        this.context = context;
        this.store = context.getStateStore(STORE);
        try (KeyValueIterator<String, byte[]> arms = store.all()) {
            while (arms.hasNext()) {
                KeyValue<String, byte[]> arm = arms.next();
                StateReader in = new StateReader(arm.value);
                if (in.octet() == NOT_PUBLISHED) {
                    unpublished.put(ArmKey.read(in), Arm.read(in));
                }
            }
        }
        this.publication = context.schedule(BETWEEN_PUBLICATIONS, PunctuationType.WALL_CLOCK_TIME, this::publish);
    }

    /** Ends the publications. */
    void close() {
        publication.cancel();
    }

    /** Counts what became of triggers. */
    void count(List<OutcomeChange> changes) {
        for (OutcomeChange change : changes) {
            Arm arm = unpublished.computeIfAbsent(change.arm(), this::read).with(change);
            unpublished.put(change.arm(), arm);
            write(change.arm(), NOT_PUBLISHED, arm);
        }
    }

    private Arm read(ArmKey key) {
        @Nullable byte[] bytes = store.get(key.text());
        if (bytes == null) {
            return Arm.EMPTY;
        }
        StateReader in = new StateReader(bytes);
        in.octet();
        ArmKey.read(in);
        return Arm.read(in);
    }

    private void write(ArmKey key, int published, Arm arm) {
        writer.clear();
        writer.octet(published);
        key.write(writer);
        arm.write(writer);
        store.put(key.text(), writer.bytes());
    }

    private void publish(long wallClock) {
        int partition = context.taskId().partition();
        unpublished.forEach((key, arm) -> {
            context.forward(
                    new Record<>(
                            StrategyOutcomesRecords.key(key, partition),
                            StrategyOutcomesRecords.toRecord(key, partition, arm),
                            wallClock),
                    Nodes.STRATEGY_OUTCOMES);
            write(key, PUBLISHED, arm);
        });
        unpublished.clear();
    }
}
