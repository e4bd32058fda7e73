package dev.segue.cli.watch;

import dev.segue.avro.SegmentChanged;
import dev.segue.cli.connect.Connection;
import dev.segue.cli.outbound.ChangeReader;
import dev.segue.cli.outbound.TopicReader;
import dev.segue.cli.show.ChangeText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code segue watch}. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Prints segment changes as they are published, a line each, until Ctrl-C.")
public final class WatchCommand implements Callable<Integer> {
    private static final Duration WAIT = Duration.ofMillis(500);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private CommandSpec spec;

    @Option(names = "--from-beginning", description = "Begin with the oldest change there is, not with the next.")
    private boolean fromBeginning;

    @Option(names = "--json", description = "Print each change as one JSON object.")
    private boolean json;

    @Option(names = "--segmentation", description = "Only changes of this segmentation.")
    private @Nullable String segmentation;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Connection connection = Connection.configured();
        TopicReader.Start start = fromBeginning ? TopicReader.Start.BEGINNING : TopicReader.Start.NOW;
        try (ChangeReader changes = ChangeReader.open(connection, start)) {
            if (!json) {
                spec.commandLine().getErr().println("Watching segment changes; Ctrl-C ends it.");
            }
            // Ctrl-C ends the process; a reader whose pipe is closed (head, for instance) ends it too.
            while (!out.checkError()) {
                changes.poll(WAIT).stream().filter(this::wanted).map(this::text).forEach(out::println);
            }
        }
        return 0;
    }

    private boolean wanted(SegmentChanged change) {
        return segmentation == null || segmentation.equals(change.getSegmentation());
    }

    private String text(SegmentChanged change) {
        return json ? ChangeText.json(change) : ChangeText.line(change);
    }
}
