package dev.segue.segmenter.service;

import dev.segue.segmentation.assignment.Cause;
import dev.segue.segmentation.assignment.Decision;
import dev.segue.segmentation.assignment.SegmentChange;
import dev.segue.segmentation.event.CustomerEvent;
import dev.segue.segmentation.strategy.Playbook;
import dev.segue.segmentation.strategy.Strategy;
import dev.segue.segmentation.strategy.Suppressed;
import dev.segue.segmentation.strategy.Trigger;
import dev.segue.segmenter.ingest.CustomerRequest;
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
    private final Map<Label, Counter> changes = new ConcurrentHashMap<>();
    private final Map<Label, Counter> suppressed = new ConcurrentHashMap<>();
    private final Map<StrategyLabel, Counter> triggers = new ConcurrentHashMap<>();
    private final Map<StrategyLabel, Counter> strategiesSuppressed = new ConcurrentHashMap<>();
    private final Counter timers;
    private final Counter passedOver;

    /** What tells apart two counters of one name. The registry would look them up by tags, made anew for every event. */
    private record Label(String segmentation, Enum<?> value) {
        String word() {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same for strategies; the value is a holdout flag or a reason. */
    private record StrategyLabel(String segmentation, String strategy, String value) {}

    /** Metrics in a registry. What may be counted is there with zero from the start, so that the first time is seen as a rise. */
    public SegmenterMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.timers = registry.counter("segue.timers.fired");
        this.passedOver = registry.counter("segue.customers.passed.over");
        for (Reason reason : Reason.values()) {
            deadLetters(reason);
        }
        for (Class<?> type : CustomerEvent.class.getPermittedSubclasses()) {
            counter("segue.events", type);
            counter("segue.duplicates", type);
        }
        for (Class<?> type : CustomerRequest.class.getPermittedSubclasses()) {
            counter("segue.customer.requests", type);
        }
    }

    /** Has what may be counted of a segmentation and its strategies be there from the start too. */
    public void expect(Playbook playbook) {
        String segmentation = playbook.segmentation();
        for (Cause cause : Cause.values()) {
            changes(new Label(segmentation, cause));
        }
        for (Decision.Suppressed.Why why : Decision.Suppressed.Why.values()) {
            suppressed(new Label(segmentation, why));
        }
        for (Strategy strategy : playbook.strategies()) {
            for (boolean holdout : new boolean[] {false, true}) {
                triggers(new StrategyLabel(segmentation, strategy.id(), String.valueOf(holdout)));
            }
            for (Suppressed.Why why : Suppressed.Why.values()) {
                strategiesSuppressed(new StrategyLabel(segmentation, strategy.id(), why.name()));
            }
        }
    }

    /** What a task owes its customers. The caller closes it with the task. */
    public TaskMetrics task(int partition) {
        return new TaskMetrics(registry, partition);
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

    /** A request about a customer was carried out. */
    public void request(CustomerRequest request) {
        counter("segue.customer.requests", request.getClass()).increment();
    }

    /** A request was dropped as a duplicate. */
    public void duplicate(CustomerRequest request) {
        counter("segue.duplicates", request.getClass()).increment();
    }

    /** A record became a dead letter. */
    public void deadLetter(Reason reason) {
        deadLetters(reason).increment();
    }

    /** A customer moved. */
    public void change(SegmentChange change) {
        changes.computeIfAbsent(new Label(change.segmentation(), change.cause()), this::changes)
                .increment();
    }

    /** A customer was held back by flap control. */
    public void suppressed(String segmentation, Decision.Suppressed.Why why) {
        suppressed
                .computeIfAbsent(new Label(segmentation, why), this::suppressed)
                .increment();
    }

    /** A strategy is to be carried out for a customer, or not, as they are held out. */
    public void trigger(Trigger trigger) {
        triggers.computeIfAbsent(
                        new StrategyLabel(
                                trigger.segmentation(), trigger.strategy(), String.valueOf(trigger.holdout())),
                        this::triggers)
                .increment();
    }

    /** A strategy had occasion to fire for a customer and did not. */
    public void suppressed(String segmentation, Suppressed suppressed) {
        strategiesSuppressed
                .computeIfAbsent(
                        new StrategyLabel(
                                segmentation,
                                suppressed.strategy(),
                                suppressed.why().name()),
                        this::strategiesSuppressed)
                .increment();
    }

    /** A customer could not be looked after, for instance because their state cannot be read. */
    public void passedOver() {
        passedOver.increment();
    }

    /** A timer fired. */
    public void timer() {
        timers.increment();
    }

    private Counter deadLetters(Reason reason) {
        return registry.counter("segue.dead.letters", "reason", reason.code());
    }

    private Counter triggers(StrategyLabel label) {
        return counter("segue.strategy.triggers", label, "holdout");
    }

    private Counter strategiesSuppressed(StrategyLabel label) {
        return counter("segue.strategy.suppressed", label, "reason");
    }

    private Counter changes(Label label) {
        return registry.counter("segue.segment.changes", "segmentation", label.segmentation(), "cause", label.word());
    }

    private Counter suppressed(Label label) {
        return registry.counter("segue.moves.suppressed", "segmentation", label.segmentation(), "reason", label.word());
    }

    private Counter counter(String name, StrategyLabel label, String value) {
        return registry.counter(
                name,
                "segmentation",
                label.segmentation(),
                "strategy",
                label.strategy(),
                value,
                label.value().toLowerCase(Locale.ROOT));
    }

    private Counter counter(String name, Class<?> type) {
        return registry.counter(name, "type", type.getSimpleName().toLowerCase(Locale.ROOT));
    }
}
