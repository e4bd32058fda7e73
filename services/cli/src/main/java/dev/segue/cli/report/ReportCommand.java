package dev.segue.cli.report;

import dev.segue.cli.CommandFailure;
import dev.segue.cli.connect.Connection;
import dev.segue.segmentation.report.ModelReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code segue report}. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Writes one self-contained page about a model: segments, how many and why, lineage, gate, value.")
public final class ReportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SEGMENTATION",
            defaultValue = "value",
            description = "Whose model (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private String segmentation;

    @Option(names = "--html", required = true, paramLabel = "FILE", description = "Where to.")
    @SuppressWarnings("NullAway.Init") // required
    private Path html;

    @Option(names = "--model-version", paramLabel = "N", description = "Which version (default: the one in force).")
    private @Nullable Long version;

    @Override
    public Integer call() {
        Connection connection = Connection.configured();
        ModelHistory history = ModelHistory.read(connection, segmentation, version);
        try {
            Files.writeString(html, ReportPage.of(history));
        } catch (NoSuchFileException e) {
            throw new CommandFailure("cannot write %s: there is no such directory".formatted(html), e);
        } catch (IOException e) {
            throw new CommandFailure("cannot write %s: %s".formatted(html, e), e);
        }
        spec.commandLine()
                .getErr()
                .println("%s v%d: report written to %s"
                        .formatted(segmentation, history.model().version(), html));
        ModelReport report = history.report();
        if (report != null && report.structure() != null) {
            spec.commandLine().getOut().println(report.structure().sentence());
        }
        return 0;
    }
}
