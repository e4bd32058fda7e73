package dev.segue.segmenter.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a task owes its customers, told apart by its partition, for as long as it is open here. Written by the task's thread, read
 * by any.
 */
public final class TaskMetrics implements AutoCloseable {
    private static final double MILLIS = TimeUnit.SECONDS.toMillis(1);

    private final MeterRegistry registry;
    private final Counter swept;
    private final List<Meter> gauges;
    private volatile long lateMillis;
    private volatile boolean sweeping;

    TaskMetrics(MeterRegistry registry, int partition) {
        this.registry = registry;
        this.swept = registry.counter("segue.sweep.customers");
        String tag = Integer.toString(partition);
        this.gauges = List.of(
                Gauge.builder("segue.timers.late", this, task -> task.lateMillis / MILLIS)
                        .description(
                                "For how long the first timer that waits for its turn has been due, on the segmenter's clock")
                        .baseUnit("seconds")
                        .tag("partition", tag)
                        .register(registry),
                Gauge.builder("segue.sweep.running", this, task -> task.sweeping ? 1 : 0)
                        .description("Whether customers are left to be looked at after a start or a new model")
                        .tag("partition", tag)
                        .register(registry));
    }

    /** The timers that were due have had their turn. @param millis for how long the first that is left has been due; 0 for none */
    public void late(long millis) {
        lateMillis = millis;
    }

    /** Whether customers are left to be looked at. */
    public void sweeping(boolean left) {
        sweeping = left;
    }

    /** A sweep has looked at a customer. */
    public void swept() {
        swept.increment();
    }

    /** To be called when the task is closed here: another instance may open it. */
    @Override
    public void close() {
        gauges.forEach(registry::remove);
    }
}
