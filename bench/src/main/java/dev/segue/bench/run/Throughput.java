package dev.segue.bench.run;

import java.time.Duration;

/**
 * How quickly a backlog was worked off. The first quarter also pays for compiling the program's code; what it would do for
 * hours is seen after it.
 *
 * @param whole from the first commit seen to the last
 * @param warm the last three quarters of the events
 */
public record Throughput(Stretch whole, Stretch warm) {
    private static final double NANOS = 1e9;
    private static final double NANOS_A_MICRO = 1e3;

    /**
     * Some events in a row.
     *
     * @param events how many
     * @param took how long
     * @param cpu what the program's process used of processors meanwhile, which other programs on the machine hardly bear on
     * @param brokerCpu what the broker used of processors meanwhile
     */
    public record Stretch(long events, Duration took, Duration cpu, Duration brokerCpu) {
        public Stretch {
            if (events < 1 || !took.isPositive()) {
                throw new IllegalArgumentException(
                        "too few events for a figure: %d in %s; take more".formatted(events, took));
            }
        }

        /** Events a second. */
        public double perSecond() {
            return events / (took.toNanos() / NANOS);
        }

        /** Microseconds of one processor an event, in the program. */
        public double cpuMicros() {
            return cpu.toNanos() / NANOS_A_MICRO / events;
        }

        /** Microseconds of one processor an event, in the broker. */
        public double brokerCpuMicros() {
            return brokerCpu.toNanos() / NANOS_A_MICRO / events;
        }
    }

    /** How far a program was at a moment. */
    record Mark(long committed, long nanos, Duration cpu, Duration brokerCpu) {
        Stretch until(Mark later) {
            return new Stretch(
                    later.committed - committed,
                    Duration.ofNanos(later.nanos - nanos),
                    later.cpu.minus(cpu),
                    later.brokerCpu.minus(brokerCpu));
        }
    }
}
