package dev.segue.bench;

import dev.segue.bench.run.ConsoleLoad;
import dev.segue.bench.run.LatencyRun;
import dev.segue.bench.run.Throughput;
import dev.segue.bench.run.Throughput.Stretch;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.Nullable;

/**
 * Prints figures for people.
 *
 * @param out where to
 */
record Report(PrintWriter out) {
    private static final double MICROS_A_MILLI = 1_000;

    void machine() {
        Runtime runtime = Runtime.getRuntime();
        line(
                "Machine    %d cores, %s %s, JDK %s, Kafka %s",
                runtime.availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.version(),
                AppInfoParser.getVersion());
    }

    void state(double meanBytes) {
        line("State      %.0f bytes a customer in the mean over all writes", meanBytes);
    }

    void heading() {
        line(
                "%n%-6s %-10s %10s %12s %14s %14s %8s %8s",
                "round", "program", "events/s", "warm ev./s", "CPU us/event", "broker's us", "ratio", "warm");
    }

    /** The figures of a round, or the medians of several. */
    void rounds(String name, List<Round> rounds) {
        program(name, "copy", rounds, Round::copy);
        program(name, "floor", rounds, Round::floor);
        program(name, "segmenter", rounds, Round::segmenter);
    }

    /** The ratios beside a program are the segmenter's speed over that program's. */
    private void program(
            String name, String program, List<Round> rounds, Function<Round, @Nullable Throughput> figures) {
        line(
                "%-6s %-10s %10s %12s %14s %14s %8s %8s",
                name,
                program,
                cell("%,.0f", rounds, round -> of(figures.apply(round), Throughput::whole, Stretch::perSecond)),
                cell("%,.0f", rounds, round -> of(figures.apply(round), Throughput::warm, Stretch::perSecond)),
                cell("%.1f", rounds, round -> of(figures.apply(round), Throughput::warm, Stretch::cpuMicros)),
                cell("%.1f", rounds, round -> of(figures.apply(round), Throughput::warm, Stretch::brokerCpuMicros)),
                cell("%.2f", rounds, round -> round.ratio(figures, Throughput::whole)),
                cell("%.2f", rounds, round -> round.ratio(figures, Throughput::warm)));
    }

    void legend() {
        line("(warm: the last three quarters of the events; CPU: of the warm part; ratio: the segmenter over it)");
    }

    void latency(int rate, LatencyRun.Outcome outcome) {
        Histogram micros = outcome.micros();
        line(
                "%nLatency at %,d events/s, %,d changes, milliseconds from produce to read-committed change",
                rate, outcome.sent());
        percentiles(micros);
        line(
                "(the load itself was sent at most %.1f ms late)",
                outcome.latestSend().toNanos() / 1e6);
    }

    void console(ConsoleLoad.Outcome outcome, Duration cpu) {
        Histogram micros = outcome.micros();
        line("%nLook-ups by status %s, milliseconds from when each was due", outcome.statuses());
        percentiles(micros);
        line(
                "Listeners were told %,d events of %,d bytes together; the console used %.1f s of processor time",
                outcome.events(), outcome.bytes(), cpu.toMillis() / 1e3);
    }

    private void percentiles(Histogram micros) {
        line("%8s %8s %8s %8s %8s", "p50", "p90", "p99", "p99.9", "max");
        line(
                "%8.1f %8.1f %8.1f %8.1f %8.1f",
                micros.getValueAtPercentile(50) / MICROS_A_MILLI,
                micros.getValueAtPercentile(90) / MICROS_A_MILLI,
                micros.getValueAtPercentile(99) / MICROS_A_MILLI,
                micros.getValueAtPercentile(99.9) / MICROS_A_MILLI,
                micros.getMaxValue() / MICROS_A_MILLI);
    }

    void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }

    private static @Nullable Double of(
            @Nullable Throughput throughput, Function<Throughput, Stretch> stretch, ToDoubleFunction<Stretch> figure) {
        return throughput == null ? null : figure.applyAsDouble(stretch.apply(throughput));
    }

    private static String cell(String format, List<Round> rounds, Function<Round, @Nullable Double> figure) {
        Double median = Round.median(rounds, figure);
        return median == null ? "-" : String.format(Locale.ROOT, format, median);
    }
}
