package dev.segue.console.operations;

import dev.segue.console.moves.Move;
import dev.segue.console.moves.Moves;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long it takes from an input's arrival at the broker until a reader sees the change or trigger it caused: measured here, as
 * the console is such a reader, over the last minute, and as the histogram {@code segue_event_to_change_seconds} for good.
 * Thread-safe.
 */
@Singleton
public final class Latency {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final double HALF = 0.5;
    private static final double NEARLY_ALL = 0.99;

    private final Moves moves;
    private final Timer timer;
    private volatile long last;

    Latency(Moves moves, MeterRegistry metrics) {
        this.moves = moves;
        this.timer = Timer.builder("segue.event.to.change")
                .description("From an input's arrival to the sight of what it caused")
                .publishPercentiles(HALF, NEARLY_ALL)
                .distributionStatisticExpiry(WINDOW)
                .serviceLevelObjectives(
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5))
                .register(metrics);
    }

    @PostConstruct
    void listen() {
        moves.listen(this::seen);
    }

    private void seen(Move move) {
        long now = System.currentTimeMillis();
        Long arrived = move.arrived();
        if (arrived != null && move.isNews(now)) {
            timer.record(Math.max(0, now - arrived), TimeUnit.MILLISECONDS);
            last = now;
        }
    }

    /**
     * Within how long what was caused was seen, over the last minute or so.
     *
     * @param p50Ms half of it, in milliseconds
     * @param p99Ms 99 in 100
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Brief(double p50Ms, double p99Ms) {}

    /** Over the last minute or so; null where nothing was seen in it. */
    public @Nullable Brief brief() {
        if (System.currentTimeMillis() - last > WINDOW.toMillis()) {
            return null;
        }
        HistogramSnapshot snapshot = timer.takeSnapshot();
        double half = 0;
        double nearlyAll = 0;
        for (ValueAtPercentile at : snapshot.percentileValues()) {
            if (at.percentile() == HALF) {
                half = at.value(TimeUnit.MILLISECONDS);
            } else if (at.percentile() == NEARLY_ALL) {
                nearlyAll = at.value(TimeUnit.MILLISECONDS);
            }
        }
        return new Brief(half, nearlyAll);
    }
}
