package dev.segue.segmenter.service;

import dev.segue.segmentation.assignment.Decision;
import dev.segue.segmentation.assignment.SegmentChange;
import dev.segue.segmentation.event.CustomerEvent;
import dev.segue.segmenter.ingest.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the segmenter counts. Labels are bounded: types, reasons, segmentations; never a customer. Thread-safe. */
public final class SegmenterMetrics {
    private final MeterRegistry registry;
    private final Map<Class<?>, Counter> events = new ConcurrentHashMap<>();
    private final Map<Class<?>, Counter> duplicates = new ConcurrentHashMap<>();
    private final Counter timers;

    /** Metrics in a registry. */
    public SegmenterMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.timers = registry.counter("segue.timers.fired");
    }

    /** An event was taken in. */
    public void event(CustomerEvent event) {
        events.computeIfAbsent(event.getClass(), type -> counter("segue.events", type))
                .increment();
    }

    /** An event was dropped as a duplicate. */
    public void duplicate(CustomerEvent event) {
        duplicates
                .computeIfAbsent(event.getClass(), type -> counter("segue.duplicates", type))
                .increment();
    }

    /** A record became a dead letter. */
    public void deadLetter(Reason reason) {
        registry.counter("segue.dead.letters", "reason", reason.code()).increment();
    }

    /** A customer moved. */
    public void change(SegmentChange change) {
        registry.counter(
                        "segue.segment.changes",
                        "segmentation",
                        change.segmentation(),
                        "cause",
                        change.cause().name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** A customer was held back by flap control. */
    public void suppressed(String segmentation, Decision.Suppressed.Why why) {
        registry.counter(
                        "segue.moves.suppressed",
                        "segmentation",
                        segmentation,
                        "reason",
                        why.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** A timer fired. */
    public void timer() {
        timers.increment();
    }

    private Counter counter(String name, Class<?> type) {
        return registry.counter(name, "type", type.getSimpleName().toLowerCase(Locale.ROOT));
    }
}
