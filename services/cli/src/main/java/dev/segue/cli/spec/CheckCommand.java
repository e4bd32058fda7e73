package dev.segue.cli.spec;

import dev.segue.spec.SpecException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks files, one after the other: says what each holds, or all that is wrong with it, and then ends with status 1. */
@Command(mixinStandardHelpOptions = true)
public abstract class CheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "YAML files, or names of those that come with Segue.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private List<String> files;

    /**
     * Reads a file.
     *
     * @param notes takes what is to be noted of a file that can be used
     * @return what it holds, for people
     * @throws SpecException where it cannot be used
     */
    protected abstract String held(String file, PrintWriter notes);

    @Override
    public final Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        int status = 0;
        for (String file : files) {
            try {
                out.println("%s: ok: %s".formatted(file, held(file, err)));
            } catch (SpecException e) {
                e.problems().forEach(err::println);
                status = 1;
            }
        }
        out.flush();
        err.flush();
        return status;
    }
}
