package dev.segue.cli.replay;

import dev.segue.cli.connect.Connection;
import dev.segue.cli.connect.Endpoints;
import dev.segue.cli.connect.StreamSettings;
import dev.segue.cli.show.Terminal;
import dev.segue.localstack.Home;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the replays of all kinds of files have in common. */
@Command
abstract class ReplayFileCommand implements Callable<Integer> {
    /** Makes a source of a file. */
    @FunctionalInterface
    interface Survey {
        ReplaySource of(Path file, String currency);
    }

    private final Survey survey;
    private final List<String> suited;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The data.")
    @SuppressWarnings("NullAway.Init") // required
    private Path file;

    @Option(
            names = "--restart",
            description = "Begin at the file's start, even where an earlier run was interrupted. Harmless: events keep "
                    + "their ids, so nothing counts twice.")
    private boolean restart;

    @Option(names = "--no-train", description = "Do not ask for a model afterwards.")
    private boolean withoutTraining;

    @Option(
            names = "--segmentation",
            paramLabel = "ID",
            split = ",",
            description = "What to train and report (default: what is made for such data).")
    private @Nullable List<String> segmentations;

    /**
     * @param suited ids of the segmentations made for such data
     */
    ReplayFileCommand(Survey survey, String... suited) {
        this.survey = survey;
        this.suited = List.of(suited);
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        StreamSettings settings = StreamSettings.configured();
        Home home = Home.configured();
        // Before a large file is read: is there anybody to send it to?
        Connection connection = new Connection(Endpoints.configured(), settings);
        out.println("Reading " + file);
        ReplaySource source = survey.of(file, settings.currency());
        ReplayRun run = new ReplayRun(connection, home.root(), Terminal.present(), out);
        return run.of(source, !restart, withoutTraining ? List.of() : segmentations == null ? suited : segmentations);
    }
}
