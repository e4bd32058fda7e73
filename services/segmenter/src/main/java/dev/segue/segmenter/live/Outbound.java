package dev.segue.segmenter.live;

import dev.segue.avro.topics.EventHeaders;
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
import dev.segue.segmenter.tracing.Tracing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Headers;
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
    private final Tracing tracing;
    private long arrived;

    Outbound(
            ProcessorContext<Object, Object> context,
            LiveSettings settings,
            Kpis kpis,
            SegmenterMetrics metrics,
            Tracing tracing) {
        this.context = context;
        this.settings = settings;
        this.kpis = kpis;
        this.metrics = metrics;
        this.tracing = tracing;
    }

    /**
     * What is published from now on because of a record is because of this one.
     *
     * @param at when it came, epoch milliseconds
     */
    void arrived(long at) {
        arrived = at;
    }

    /** With when what caused it came, so that readers can tell how long it took until they saw it, and with its trace. */
    private Headers withCause(
            Headers headers, @Nullable String causedBy, String type, String segmentation, @Nullable Long modelVersion) {
        // What nothing caused is published because of a timer or a model, whichever record is being taken in meanwhile.
        if (causedBy != null) {
            tracing.passOn(headers);
            tracing.published(type, segmentation, modelVersion);
            headers.add(EventHeaders.ARRIVED_AT, Long.toString(arrived).getBytes(StandardCharsets.US_ASCII));
        }
        return headers;
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
                        withCause(
                                ChangeRecords.headers(change, settings.source()),
                                change.causedBy(),
                                ChangeRecords.TYPE,
                                change.segmentation(),
                                change.modelVersion())),
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
                        withCause(
                                TriggerRecords.headers(trigger, settings.source()),
                                trigger.causedBy(),
                                TriggerRecords.TYPE,
                                trigger.segmentation(),
                                null)),
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
