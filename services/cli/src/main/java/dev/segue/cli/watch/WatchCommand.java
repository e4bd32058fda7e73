package dev.segue.cli.watch;

import dev.segue.avro.SegmentChanged;
import dev.segue.avro.StrategyTriggered;
import dev.segue.cli.connect.Connection;
import dev.segue.cli.outbound.ChangeReader;
import dev.segue.cli.outbound.TopicReader;
import dev.segue.cli.show.ChangeText;
import dev.segue.cli.show.TriggerText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code segue watch}. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description =
                "Prints segment changes, and strategies that fire, as they are published, a line each, until Ctrl-C.")
public final class WatchCommand implements Callable<Integer> {
    private static final Duration WAIT = Duration.ofMillis(500);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private CommandSpec spec;

    @Option(names = "--from-beginning", description = "Begin with the oldest there is, not with the next.")
    private boolean fromBeginning;

    @Option(names = "--json", description = "Print each as one JSON object.")
    private boolean json;

    @Option(names = "--segmentation", description = "Only of this segmentation.")
    private @Nullable String segmentation;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Connection connection = Connection.configured();
        TopicReader.Start start = fromBeginning ? TopicReader.Start.BEGINNING : TopicReader.Start.NOW;
        try (ChangeReader changes = ChangeReader.open(connection, start)) {
            if (!json) {
                spec.commandLine().getErr().println("Watching segment changes and strategies; Ctrl-C ends it.");
            }
            // Ctrl-C ends the process; a reader whose pipe is closed (head, for instance) ends it too.
            while (!out.checkError()) {
                changes.pollAll(WAIT).stream()
                        .map(this::text)
                        .flatMap(Optional::stream)
                        .forEach(out::println);
            }
        }
        return 0;
    }

    /** Empty for what is not asked for. */
    private Optional<String> text(SpecificRecord event) {
        return switch (event) {
            case SegmentChanged change
            when wanted(change.getSegmentation()) ->
                Optional.of(json ? ChangeText.json(change) : ChangeText.line(change));
            case StrategyTriggered trigger
            when wanted(trigger.getSegmentation()) ->
                Optional.of(json ? TriggerText.json(trigger) : TriggerText.line(trigger));
            default -> Optional.empty();
        };
    }

    private boolean wanted(String of) {
        return segmentation == null || segmentation.equals(of);
    }
}
