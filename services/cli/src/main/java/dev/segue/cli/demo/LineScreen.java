package dev.segue.cli.demo;

import dev.segue.avro.SegmentChanged;
import dev.segue.cli.show.ChangeText;
import dev.segue.cli.show.Terminal;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The demo where nobody watches: the status and the newest changes every few seconds, the segments with every new model. */
final class LineScreen implements DemoScreen {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final int CHANGES = 3;

    private final PrintWriter out;
    private final InstantSource clock;
    private Instant shown = Instant.MIN;
    private long shownVersion;
    private long shownChanges;

    LineScreen(PrintWriter out) {
        this(out, InstantSource.system());
    }

    LineScreen(PrintWriter out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void show(DemoPicture picture) {
        Instant now = clock.instant();
        if (!shown.equals(Instant.MIN) && Duration.between(shown, now).compareTo(BETWEEN_LINES) < 0) {
            return;
        }
        shown = now;
        out.println(picture.input() + " · " + picture.output());
        Observation seen = picture.seen();
        seen.table().filter(table -> table.model().version() != shownVersion).ifPresent(table -> {
            shownVersion = table.model().version();
            out.println(table.headline());
            table.lines(Terminal.NONE).forEach(out::println);
        });
        long fresh = Math.min(CHANGES, seen.changes() - shownChanges);
        shownChanges = seen.changes();
        List<SegmentChanged> newest = seen.latest();
        newest.subList(0, (int) Math.clamp(fresh, 0, newest.size()))
                .forEach(change -> out.println("  " + ChangeText.line(change)));
        out.flush();
    }
}
