package dev.segue.bench.run;

import java.time.Duration;

/**
 * How quickly a backlog was worked off.
 *
 * @param events records counted: those after the first that were seen committed
 * @param took from that moment until all were committed
 * @param cpu what the program's process used of processors meanwhile, which other programs on the machine hardly bear on
 */
public record Throughput(long events, Duration took, Duration cpu) {
    private static final double NANOS = 1e9;
    private static final double NANOS_A_MICRO = 1e3;

    public Throughput {
        if (events < 1 || !took.isPositive()) {
            throw new IllegalArgumentException(
                    "too few events for a figure: %d in %s; take more".formatted(events, took));
        }
    }

    /** Microseconds of one processor an event. */
    public double cpuMicros() {
        return cpu.toNanos() / NANOS_A_MICRO / events;
    }

    /** Events a second. */
    public double perSecond() {
        return events / (took.toNanos() / NANOS);
    }
}
