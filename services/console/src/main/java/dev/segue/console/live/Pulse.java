package dev.segue.console.live;

import dev.segue.console.deadletters.DeadLetters;
import dev.segue.console.moves.Move;
import dev.segue.console.moves.Moves;
import dev.segue.console.operations.Lag;
import dev.segue.console.operations.LagWatch;
import dev.segue.console.operations.Latency;
import dev.segue.console.operations.Throughput;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How much goes on, over the last ten seconds. Thread-safe. */
@Singleton
public final class Pulse {
    private static final int SECONDS = 10;
    private static final double MINUTE = 60.0;

    private final Moves moves;
    private final LagWatch watch;
    private final Latency latency;
    private final DeadLetters deadLetters;
    private final long[] changes = new long[SECONDS + 1];
    private final long[] triggers = new long[SECONDS + 1];
    private long second;

    Pulse(Moves moves, LagWatch watch, Latency latency, DeadLetters deadLetters) {
        this.latency = latency;
        this.deadLetters = deadLetters;
        this.moves = moves;
        this.watch = watch;
    }

    @PostConstruct
    void listen() {
        moves.listen(this::count);
    }

    private synchronized void count(Move move) {
        if (!move.isNews(System.currentTimeMillis())) {
            return;
        }
        turn();
        long[] counts = move.type() == Move.Type.CHANGE ? changes : triggers;
        counts[(int) (second % counts.length)]++;
    }

    /** Empties the places of the seconds that have begun since. */
    private void turn() {
        long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
        for (long begun = Math.max(second + 1, now - SECONDS); begun <= now; begun++) {
            changes[(int) (begun % changes.length)] = 0;
            triggers[(int) (begun % triggers.length)] = 0;
        }
        second = now;
    }

    /** Of the seconds that are over. */
    public synchronized Rates rates() {
        turn();
        List<Throughput> throughput = watch.throughput();
        double events = throughput.subList(Math.max(0, throughput.size() - SECONDS), throughput.size()).stream()
                .mapToDouble(Throughput::eventsPerSecond)
                .average()
                .orElse(0);
        return new Rates(Math.max(0, events), aMinute(changes), aMinute(triggers));
    }

    private double aMinute(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return (sum - counts[(int) (second % counts.length)]) * MINUTE / SECONDS;
    }

    PulseBrief brief() {
        return new PulseBrief(rates(), lag(), latency(), deadLetters.total());
    }

    /** Within how long changes are seen; null where none was lately. */
    public Latency.@Nullable Brief latency() {
        return latency.brief();
    }

    /** How far the segmenter is behind. */
    public LagBrief lag() {
        Lag lag = watch.lag();
        return new LagBrief(lag.records(), lag.seconds());
    }
}
