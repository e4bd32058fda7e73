package dev.segue.segmenter.live;

import dev.segue.avro.mapping.SegmentKpisRecords;
import dev.segue.segmentation.assignment.Scorer;
import dev.segue.segmentation.assignment.SegmentChange;
import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.event.CustomerEvent;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import dev.segue.segmentation.kpi.KpiCell;
import dev.segue.segmentation.kpi.SegmentKpis;
import dev.segue.segmenter.outbound.Nodes;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What a task's customers do, counted by segment and day, and published once a second where something changed. Every count is in the
 * store before the event is done with, so it commits with everything else; the store is cached, so that many events
 * come to one write. What is not published yet is kept in memory, so that counting reads nothing, and is marked in the
 * store, so that a restart publishes it. One thread.
 */
final class Kpis {
    /** Name of the store: {@link KpiCell#text} to whether the cell is published, and {@link SegmentKpis}. */
    static final String STORE = "kpis";

    private static final Duration BETWEEN_PUBLICATIONS = Duration.ofSeconds(1);
    private static final int NOT_PUBLISHED = 0;
    private static final int PUBLISHED = 1;

    private final ProcessorContext<Object, Object> context;
    private final KeyValueStore<String, byte[]> store;
    private final Map<KpiCell, SegmentKpis> unpublished = new LinkedHashMap<>();
    private final StateWriter writer = new StateWriter();

    Kpis(ProcessorContext<Object, Object> context) {
        this.context = context;
        this.store = context.getStateStore(STORE);
        try (KeyValueIterator<String, byte[]> cells = store.all()) {
            while (cells.hasNext()) {
                KeyValue<String, byte[]> cell = cells.next();
                StateReader in = new StateReader(cell.value);
                if (in.octet() == NOT_PUBLISHED) {
                    unpublished.put(KpiCell.of(cell.key), SegmentKpis.read(in));
                }
            }
        }
        context.schedule(BETWEEN_PUBLICATIONS, PunctuationType.WALL_CLOCK_TIME, this::publish);
    }

    /**
     * Counts an event for the segments the customer is in. To be called before the event moves the customer: what
     * they did, they did as one of the segment they then left.
     *
     * @param inForce the models of the segmentations to count for
     */
    void event(Customer customer, Collection<Scorer> inForce, CustomerEvent event) {
        for (Scorer scorer : inForce) {
            String segmentation = scorer.model().segmentation();
            String segment = customer.membership(segmentation).segment();
            change(KpiCell.at(segmentation, segment == null ? "" : segment, event.at()), kpis -> kpis.count(event));
        }
    }

    /** Counts a customer who moved. */
    void moved(SegmentChange change) {
        KpiCell left = KpiCell.left(change);
        KpiCell entered = KpiCell.entered(change);
        change(left, kpis -> kpis.left(entered.segment()));
        change(entered, kpis -> kpis.came(left.segment()));
    }

    private void change(KpiCell cell, Consumer<SegmentKpis> change) {
        SegmentKpis kpis = unpublished.computeIfAbsent(cell, this::read);
        change.accept(kpis);
        write(cell, NOT_PUBLISHED, kpis);
    }

    private SegmentKpis read(KpiCell cell) {
        @Nullable byte[] bytes = store.get(cell.text());
        if (bytes == null) {
            return new SegmentKpis();
        }
        StateReader in = new StateReader(bytes);
        in.octet();
        return SegmentKpis.read(in);
    }

    private void write(KpiCell cell, int published, SegmentKpis kpis) {
        writer.clear();
        writer.octet(published);
        kpis.write(writer);
        store.put(cell.text(), writer.bytes());
    }

    private void publish(long wallClock) {
        int partition = context.taskId().partition();
        unpublished.forEach((cell, kpis) -> {
            context.forward(
                    new Record<>(
                            SegmentKpisRecords.key(cell, partition),
                            SegmentKpisRecords.toRecord(cell, partition, kpis),
                            wallClock),
                    Nodes.SEGMENT_KPIS);
            write(cell, PUBLISHED, kpis);
        });
        unpublished.clear();
    }
}
