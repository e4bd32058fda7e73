package dev.segue.cli.stack;

import dev.segue.localstack.StackEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Shows what the stack does: a line for everything that is done and, on a terminal, a last line that moves while
 * something is awaited. Safe for use by several threads.
 */
public final class StackProgress implements Consumer<StackEvent> {
    private static final String ERASE_LINE = "\r\u001b[K";
    private static final Duration QUIET_PERIOD = Duration.ofSeconds(15);

    private final PrintWriter out;
    private final boolean terminal;
    private final Map<String, String> awaited = new LinkedHashMap<>();
    private final Map<String, Duration> lastTold = new HashMap<>();

    /**
     * Progress on a stream.
     *
     * @param out where to
     * @param terminal whether a person watches, so that a line may be overwritten
     */
    public StackProgress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Progress on standard output, which moves if that is a terminal. */
    public static StackProgress on(PrintWriter out) {
        return new StackProgress(
                out, System.console() != null && System.console().isTerminal());
    }

    @Override
    public synchronized void accept(StackEvent event) {
        switch (event) {
            case StackEvent.Starting starting -> awaited.put(starting.program(), "starting");
            case StackEvent.Waiting waiting -> await(waiting);
            case StackEvent.Up up ->
                done(up.program(), "up on 127.0.0.1:%d (%s)".formatted(up.port(), seconds(up.took())));
            case StackEvent.Reused reused -> done(reused.program(), reused(reused));
            case StackEvent.Stopping stopping -> awaited.put(stopping.program(), "stopping");
            case StackEvent.Stopped stopped -> done(stopped.program(), "stopped (" + seconds(stopped.took()) + ")");
            case StackEvent.Killed killed ->
                line("%s … did not end within %d s: ending it by force"
                        .formatted(killed.program(), killed.grace().toSeconds()));
            case StackEvent.Notice notice -> line(notice.text());
        }
        if (terminal && !awaited.isEmpty()) {
            out.print(ERASE_LINE
                    + awaited.entrySet().stream()
                            .map(program -> program.getKey() + " … " + program.getValue())
                            .collect(Collectors.joining("   ")));
            out.flush();
        }
    }

    private void await(StackEvent.Waiting waiting) {
        awaited.put(
                waiting.program(), "starting, %d s".formatted(waiting.elapsed().toSeconds()));
        Duration told = lastTold.getOrDefault(waiting.program(), Duration.ZERO);
        if (!terminal && waiting.elapsed().compareTo(told.plus(QUIET_PERIOD)) >= 0) {
            lastTold.put(waiting.program(), waiting.elapsed());
            line("%s … still starting (%d s)"
                    .formatted(waiting.program(), waiting.elapsed().toSeconds()));
        }
    }

    private static String reused(StackEvent.Reused reused) {
        String text = "runs already on 127.0.0.1:%d (process %d)".formatted(reused.port(), reused.pid());
        return reused.owner().isPresent()
                ? text
                        + ", and ends with process %d, which started it"
                                .formatted(reused.owner().getAsLong())
                : text;
    }

    private void done(String program, String what) {
        awaited.remove(program);
        lastTold.remove(program);
        line(program + " … " + what);
    }

    private void line(String text) {
        if (terminal) {
            out.print(ERASE_LINE);
        }
        out.println(text);
        out.flush();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
