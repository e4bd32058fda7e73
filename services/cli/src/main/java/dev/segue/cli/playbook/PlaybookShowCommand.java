package dev.segue.cli.playbook;

import dev.segue.spec.PlaybookReader;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code segue playbook show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Prints a playbook that comes with Segue, to begin your own from; their names when none is given.")
public final class PlaybookShowCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before run()
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Id of its segmentation.")
    private @Nullable String id;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (id == null) {
            PlaybookReader.SHIPPED.forEach(out::println);
        } else {
            out.print(PlaybookReader.shipped(id));
        }
        out.flush();
    }
}
