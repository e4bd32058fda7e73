package dev.segue.cli.stack;

import dev.segue.localstack.Home;
import dev.segue.localstack.LocalStack;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code segue down}. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stops the local stack. Its data stays.")
public final class DownCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (LocalStack stack = new LocalStack(Home.configured(), LocalPrograms.configured(), StackProgress.on(out))) {
            if (!stack.stop()) {
                out.println("Nothing runs in " + stack.home().root() + ".");
            }
        }
        return 0;
    }
}
