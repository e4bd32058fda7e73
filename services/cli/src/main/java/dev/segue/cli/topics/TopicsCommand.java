package dev.segue.cli.topics;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code segue topics}. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "The topics on brokers that are not the local stack's.",
        subcommands = TopicsCreateCommand.class)
public final class TopicsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before run()
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
