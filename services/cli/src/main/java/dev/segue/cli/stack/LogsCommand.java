package dev.segue.cli.stack;

import dev.segue.localstack.Home;
import dev.segue.localstack.LogTail;
import dev.segue.localstack.Program;
import dev.segue.localstack.StackException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code segue logs}. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Prints the last lines that the programs of the local stack have logged.")
public final class LogsCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 250;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "PROGRAM", description = "The program; all of them when left out.")
    private @Nullable String program;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on printing as more is logged, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "COUNT",
            defaultValue = "50",
            description = "How many lines of each log: ${DEFAULT-VALUE} by default.")
    private int lines;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (lines < 0) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--lines': %d must be 0 or more".formatted(lines));
        }
        Home home = Home.configured();
        PrintWriter out = spec.commandLine().getOut();
        List<String> names = names();
        List<FollowedLog> logs = new ArrayList<>();
        for (String name : names) {
            String prefix = names.size() == 1 ? "" : "%-10s| ".formatted(name);
            FollowedLog log = FollowedLog.fromEndOf(home.log(name));
            LogTail.read(home.log(name), lines).forEach(line -> out.println(prefix + line));
            logs.add(log);
        }
        out.flush();
        while (follow) {
            for (int i = 0; i < logs.size(); i++) {
                String prefix = names.size() == 1 ? "" : "%-10s| ".formatted(names.get(i));
                logs.get(i).newLines().forEach(line -> out.println(prefix + line));
            }
            out.flush();
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return 0;
    }

    private List<String> names() {
        List<String> known =
                LocalPrograms.configured().stream().map(Program::name).toList();
        if (program == null) {
            return known;
        }
        if (!known.contains(program)) {
            throw new StackException(
                    "There is no program called \"" + program + "\"; there are " + String.join(", ", known) + ".");
        }
        return List.of(program);
    }
}
