package dev.segue.cli.playbook;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code segue playbook}. */
@Command(
        name = "playbook",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {PlaybookCheckCommand.class, PlaybookDryRunCommand.class, PlaybookShowCommand.class},
        description = "Checks and tries out playbooks of strategies, and shows those that come with Segue.")
public final class PlaybookCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before run()
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
