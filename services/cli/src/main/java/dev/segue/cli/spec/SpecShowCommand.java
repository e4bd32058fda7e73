package dev.segue.cli.spec;

import dev.segue.spec.SpecReader;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code segue spec show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Prints a spec that comes with Segue, to begin your own from; their names when none is given.")
public final class SpecShowCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before run()
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Its name.")
    private @Nullable String name;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (name == null) {
            SpecReader.SHIPPED.forEach(out::println);
        } else {
            out.print(SpecReader.shipped(name));
        }
        out.flush();
    }
}
