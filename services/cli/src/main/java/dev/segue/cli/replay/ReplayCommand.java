package dev.segue.cli.replay;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code segue replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Publishes a file of real data as events, then reports what Segue made of them.",
        subcommands = {ReplayCommand.OnlineRetailCommand.class, ReplayCommand.PersonalityCommand.class},
        synopsisSubcommandLabel = "DATASET")
public final class ReplayCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before run()
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** {@code segue replay online-retail}. */
    @Command(
            name = OnlineRetail.NAME,
            mixinStandardHelpOptions = true,
            description = "UCI Online Retail: one purchase or cancellation an invoice.",
            footer = {"", "FILE is the CSV, plain or gzipped, with UCI's columns. Its times are read as UTC."})
    static final class OnlineRetailCommand extends ReplayFileCommand {
        OnlineRetailCommand() {
            super(OnlineRetail::survey, "value");
        }
    }

    /** {@code segue replay personality}. */
    @Command(
            name = Personality.NAME,
            mixinStandardHelpOptions = true,
            description =
                    "Customer personality analysis: profiles, orders, campaign events, visits and complaints that add "
                            + "up to each customer's row.",
            footer = {"", "FILE is marketing_campaign.csv, separated by commas, semicolons or tabs."})
    static final class PersonalityCommand extends ReplayFileCommand {
        PersonalityCommand() {
            super(Personality::survey, "personality");
        }
    }
}
