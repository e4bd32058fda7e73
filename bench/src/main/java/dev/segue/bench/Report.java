package dev.segue.bench;

import dev.segue.bench.run.LatencyRun;
import dev.segue.bench.run.Throughput;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
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
        line("%n%-8s %32s   %26s   %20s", "", "events/s", "processor us/event", "segmenter /");
        line(
                "%-8s %10s %10s %10s   %8s %8s %8s   %9s %10s",
                "round", "copy", "floor", "segmenter", "copy", "floor", "segm.", "floor", "copy");
    }

    void round(int number, Round round) {
        row(Integer.toString(number), List.of(round));
    }

    void median(List<Round> rounds) {
        row("median", rounds);
    }

    private void row(String name, List<Round> rounds) {
        line(
                "%-8s %10s %10s %10s   %8s %8s %8s   %9s %10s",
                name,
                cell("%,.0f", rounds, round -> perSecond(round.copy())),
                cell("%,.0f", rounds, round -> perSecond(round.floor())),
                cell("%,.0f", rounds, round -> perSecond(round.segmenter())),
                cell("%.1f", rounds, round -> cpuMicros(round.copy())),
                cell("%.1f", rounds, round -> cpuMicros(round.floor())),
                cell("%.1f", rounds, round -> cpuMicros(round.segmenter())),
                cell("%.2f", rounds, Round::overFloor),
                cell("%.2f", rounds, Round::overCopy));
    }

    void latency(int rate, LatencyRun.Outcome outcome) {
        Histogram micros = outcome.micros();
        line(
                "%nLatency at %,d events/s, %,d changes, milliseconds from produce to read-committed change",
                rate, outcome.sent());
        line("%8s %8s %8s %8s %8s", "p50", "p90", "p99", "p99.9", "max");
        line(
                "%8.1f %8.1f %8.1f %8.1f %8.1f",
                micros.getValueAtPercentile(50) / MICROS_A_MILLI,
                micros.getValueAtPercentile(90) / MICROS_A_MILLI,
                micros.getValueAtPercentile(99) / MICROS_A_MILLI,
                micros.getValueAtPercentile(99.9) / MICROS_A_MILLI,
                micros.getMaxValue() / MICROS_A_MILLI);
        line(
                "(the load itself was sent at most %.1f ms late)",
                outcome.latestSend().toNanos() / 1e6);
    }

    void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }

    private static @Nullable Double perSecond(@Nullable Throughput throughput) {
        return throughput == null ? null : throughput.perSecond();
    }

    private static @Nullable Double cpuMicros(@Nullable Throughput throughput) {
        return throughput == null ? null : throughput.cpuMicros();
    }

    private static String cell(String format, List<Round> rounds, Function<Round, @Nullable Double> figure) {
        Double median = Round.median(rounds, figure);
        return median == null ? "-" : String.format(Locale.ROOT, format, median);
    }
}
