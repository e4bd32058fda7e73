package dev.segue.segmenter.live;

import dev.segue.avro.mapping.SegmentKpisRecords;
import dev.segue.segmentation.assignment.Membership;
import dev.segue.segmentation.assignment.Scorer;
import dev.segue.segmentation.assignment.SegmentChange;
import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.event.CustomerEvent;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import dev.segue.segmentation.kpi.KpiCell;
import dev.segue.segmentation.kpi.SegmentKpis;
import dev.segue.segmentation.value.Outlook;
import dev.segue.segmenter.outbound.Nodes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What a task's customers do, counted by segment and day, and published once a second where something changed. Every count is in the
 * store before the event is done with, so it commits with everything else; the store is cached, so that many events
 * come to one write. What changed lately is kept in memory, so that counting reads nothing; what is not published yet is
 * marked in the store, so that a restart publishes it. One thread.
 */
final class Kpis {
    /** Name of the store: {@link KpiCell#text} to whether the cell is published, and {@link SegmentKpis}. */
    static final String STORE = "kpis";

    private static final Duration BETWEEN_PUBLICATIONS = Duration.ofSeconds(1);
    private static final int NOT_PUBLISHED = 0;
    private static final int PUBLISHED = 1;

    private final ProcessorContext<Object, Object> context;
    private final KeyValueStore<Bytes, byte[]> store;
    private final Map<KpiCell, Counted> counted = new LinkedHashMap<>();
    private final StateWriter writer = new StateWriter();
    private final Cancellable publication;

    /** A cell that changed lately. */
    private static final class Counted {
        private final Bytes key;
        private final SegmentKpis kpis;
        private boolean published;

        Counted(Bytes key, SegmentKpis kpis) {
            this.key = key;
            this.kpis = kpis;
        }
    }

    Kpis(ProcessorContext<Object, Object> context) {
        this.context = context;
        this.store = context.getStateStore(STORE);
        try (KeyValueIterator<Bytes, byte[]> cells = store.all()) {
            while (cells.hasNext()) {
                KeyValue<Bytes, byte[]> cell = cells.next();
                StateReader in = new StateReader(cell.value);
                if (in.octet() == NOT_PUBLISHED) {
                    counted.put(
                            KpiCell.of(new String(cell.key.get(), StandardCharsets.UTF_8)),
                            new Counted(cell.key, SegmentKpis.read(in)));
                }
            }
        }
        this.publication = context.schedule(BETWEEN_PUBLICATIONS, PunctuationType.WALL_CLOCK_TIME, this::publish);
    }

    /** Ends the publications. */
    void close() {
        publication.cancel();
    }

    /**
     * Counts an event for the segments the customer is in. To be called before the event moves the customer: what
     * they did, they did as one of the segment they then left.
     *
     * @param inForce the models of the segmentations to count for
     */
    void event(Customer customer, Collection<Scorer> inForce, CustomerEvent event) {
        if (!SegmentKpis.counts(event)) {
            return;
        }
        for (Scorer scorer : inForce) {
            String segmentation = scorer.model().segmentation();
            String segment = customer.membership(segmentation).segment();
            Counted cell = counted(KpiCell.at(segmentation, segment == null ? "" : segment, event.at()));
            cell.kpis.count(event);
            changed(cell);
        }
    }

    /**
     * Counts what the models in force predict of a customer now, in place of what is counted of them. As it takes longer than
     * counting an event, it is for when features are published or time has passed.
     *
     * @param now epoch milliseconds
     */
    void predictions(Customer customer, Collection<Scorer> inForce, long now) {
        for (Scorer scorer : inForce) {
            Membership membership = customer.membership(scorer.model().segmentation());
            Outlook outlook = scorer.outlook(customer.state(), now);
            if (!Objects.equals(outlook, membership.outlook())) {
                predicted(membership, outlook, now);
                customer.place(membership.with(outlook));
            }
        }
    }

    /** Takes back what is counted of a customer who is no more, before they leave their segments. */
    void gone(Customer customer, long at) {
        customer.memberships().forEach(membership -> predicted(membership, null, at));
    }

    private void predicted(Membership membership, @Nullable Outlook after, long at) {
        if (membership.outlook() != null || after != null) {
            String segment = membership.segment() == null ? "" : membership.segment();
            Counted cell = counted(KpiCell.at(membership.segmentation(), segment, at));
            cell.kpis.predicted(membership.outlook(), after);
            changed(cell);
        }
    }

    /**
     * Counts a customer who moved.
     *
     * @param outlook what is counted of them, which goes with them; null for nothing
     */
    void moved(SegmentChange change, @Nullable Outlook outlook) {
        KpiCell left = KpiCell.left(change);
        KpiCell entered = KpiCell.entered(change);
        Counted before = counted(left);
        before.kpis.left(entered.segment());
        before.kpis.predicted(outlook, null);
        changed(before);
        Counted after = counted(entered);
        after.kpis.came(left.segment());
        after.kpis.predicted(null, outlook);
        changed(after);
    }

    private Counted counted(KpiCell cell) {
        Counted known = counted.get(cell);
        if (known != null) {
            return known;
        }
        Counted read = read(cell);
        counted.put(cell, read);
        return read;
    }

    private Counted read(KpiCell cell) {
        Bytes key = Bytes.wrap(cell.text().getBytes(StandardCharsets.UTF_8));
        @Nullable byte[] bytes = store.get(key);
        if (bytes == null) {
            return new Counted(key, new SegmentKpis());
        }
        StateReader in = new StateReader(bytes);
        in.octet();
        return new Counted(key, SegmentKpis.read(in));
    }

    private void changed(Counted cell) {
        cell.published = false;
        write(cell);
    }

    private void write(Counted cell) {
        writer.clear();
        writer.octet(cell.published ? PUBLISHED : NOT_PUBLISHED);
        cell.kpis.write(writer);
        store.put(cell.key, writer.bytes());
    }

    /** Publishes what changed, and forgets what has not since the last time. */
    private void publish(long wallClock) {
        counted.values().removeIf(cell -> cell.published);
        int partition = context.taskId().partition();
        counted.forEach((cell, change) -> {
            context.forward(
                    new Record<>(
                            SegmentKpisRecords.key(cell, partition),
                            SegmentKpisRecords.toRecord(cell, partition, change.kpis),
                            wallClock),
                    Nodes.SEGMENT_KPIS);
            change.published = true;
            write(change);
        });
    }
}
