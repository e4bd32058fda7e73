package dev.segue.segmenter.live;

import dev.segue.segmentation.assignment.SegmentChange;
import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.recommendation.Recommendation;
import dev.segue.segmentation.strategy.Trigger;
import dev.segue.segmentation.value.Outlook;
import dev.segue.segmenter.outbound.ChangeRecords;
import dev.segue.segmenter.outbound.FeatureRecords;
import dev.segue.segmenter.outbound.Nodes;
import dev.segue.segmenter.outbound.TriggerRecords;
import dev.segue.segmenter.service.SegmenterMetrics;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** What is published about customers, in the transaction of what gave rise to it. One thread. */
final class Outbound {
    private final ProcessorContext<Object, Object> context;
    private final LiveSettings settings;
    private final Kpis kpis;
    private final SegmenterMetrics metrics;

    Outbound(ProcessorContext<Object, Object> context, LiveSettings settings, Kpis kpis, SegmenterMetrics metrics) {
        this.context = context;
        this.settings = settings;
        this.kpis = kpis;
        this.metrics = metrics;
    }

    /**
     * A change of segment.
     *
     * @param outlook what the KPIs count of the customer, who takes it along; null for nothing
     */
    void publish(SegmentChange change, @Nullable Outlook outlook) {
        metrics.change(change);
        kpis.moved(change, outlook);
        context.forward(
                new Record<>(
                        change.customer(),
                        ChangeRecords.record(change),
                        context.currentSystemTimeMs(),
                        ChangeRecords.headers(change, settings.source())),
                Nodes.SEGMENT_EVENTS);
    }

    /**
     * A strategy to carry out; after the change behind it.
     *
     * @param recommendations products chosen for the customer
     */
    void publish(Trigger trigger, List<Recommendation> recommendations) {
        metrics.trigger(trigger);
        context.forward(
                new Record<>(
                        trigger.customer(),
                        TriggerRecords.record(trigger, recommendations),
                        context.currentSystemTimeMs(),
                        TriggerRecords.headers(trigger, settings.source())),
                Nodes.SEGMENT_EVENTS);
    }

    /** A customer's features at a moment. */
    void publishFeatures(String id, Customer customer, long now) {
        long wallClock = context.currentSystemTimeMs();
        customer.snapshotTaken(wallClock);
        context.forward(
                new Record<>(
                        id,
                        FeatureRecords.record(id, customer.state(), now, settings.decay()),
                        wallClock,
                        new RecordHeaders()),
                Nodes.CUSTOMER_FEATURES);
    }
}
