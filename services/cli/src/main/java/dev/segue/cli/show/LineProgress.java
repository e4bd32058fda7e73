package dev.segue.cli.show;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Progress where nobody watches: a line every few seconds, and one at the end. */
final class LineProgress implements Progress {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final InstantSource clock;
    private final String task;
    private final long total;
    private final String unit;
    private final Instant begun;
    private Instant printed;
    private long done;
    private long doneWhenPrinted = -1;

    LineProgress(PrintWriter out, InstantSource clock, String task, long total, String unit) {
        this.out = out;
        this.clock = clock;
        this.task = task;
        this.total = total;
        this.unit = unit;
        this.begun = clock.instant();
        this.printed = begun;
    }

    @Override
    public void reached(long done) {
        this.done = done;
        if (Duration.between(printed, clock.instant()).compareTo(BETWEEN_LINES) >= 0) {
            print();
        }
    }

    @Override
    public void close() {
        if (done != doneWhenPrinted) {
            print();
        }
    }

    private void print() {
        printed = clock.instant();
        doneWhenPrinted = done;
        out.println(String.format(
                Locale.ROOT,
                "%s: %,d of %,d %s, %d s",
                task,
                done,
                total,
                unit,
                Duration.between(begun, printed).toSeconds()));
        out.flush();
    }
}
