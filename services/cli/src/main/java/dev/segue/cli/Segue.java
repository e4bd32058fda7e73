package dev.segue.cli;

import dev.segue.cli.cluster.ClusterCommand;
import dev.segue.cli.customer.CustomerCommand;
import dev.segue.cli.demo.DemoCommand;
import dev.segue.cli.export.ExportCommand;
import dev.segue.cli.kpis.KpisCommand;
import dev.segue.cli.models.ModelsCommand;
import dev.segue.cli.outcomes.OutcomesCommand;
import dev.segue.cli.playbook.PlaybookCommand;
import dev.segue.cli.replay.ReplayCommand;
import dev.segue.cli.report.ReportCommand;
import dev.segue.cli.spec.SpecCommand;
import dev.segue.cli.stack.DownCommand;
import dev.segue.cli.stack.LogsCommand;
import dev.segue.cli.stack.StatusCommand;
import dev.segue.cli.stack.UpCommand;
import dev.segue.cli.topics.TopicsCommand;
import dev.segue.cli.train.TrainCommand;
import dev.segue.cli.value.ValueCommand;
import dev.segue.cli.watch.WatchCommand;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line's root. Each command is a class of its own, named in the list below. */
@Command(
        name = "segue",
        description = "Turns a stream of purchases and campaign responses into live customer segments.",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            TopicsCommand.class,
            ReplayCommand.class,
            WatchCommand.class,
            ExportCommand.class,
            TrainCommand.class,
            SpecCommand.class,
            PlaybookCommand.class,
            ValueCommand.class,
            ModelsCommand.class,
            ReportCommand.class,
            CustomerCommand.class,
            KpisCommand.class,
            OutcomesCommand.class,
            ClusterCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Segue.Version.class,
        footerHeading = "%nBesides, the launcher runs:%n",
        footer = {
            "  test       Builds everything and runs all tests. What follows is for Maven.",
            "  java-home  Prints the JDK that the launcher found."
        })
public final class Segue implements Runnable {
    /** The exit status after Ctrl-C, by convention. */
    private static final int INTERRUPTED = 130;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before any command runs
    private CommandSpec spec;

    @Option(names = "--debug", description = "Print the stack trace of errors.", scope = ScopeType.INHERIT)
    private boolean debug;

    /** @param args the command, its options and parameters */
    public static void main(String[] args) {
        // Before anything logs. By another name than logback.xml, which is the services', on the same class path.
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "logback-cli.xml");
        }
        CommandLine commandLine = commandLine()
                .setOut(new PrintWriter(System.out, true, System.out.charset()))
                .setErr(new PrintWriter(System.err, true, System.err.charset()));
        System.exit(commandLine.execute(args));
    }

    /** The command line as it is run, for tests too. */
    public static CommandLine commandLine() {
        Segue segue = new Segue();
        return new CommandLine(segue)
                .registerConverter(LocalDate.class, Segue::date)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> segue.report(failure, command));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new CommandLine.TypeConversionException("'%s' is no date; write one like 1997-09-30".formatted(text));
        }
    }

    private int report(Exception failure, CommandLine command) {
        PrintWriter err = command.getErr();
        if (failure instanceof InterruptedException) {
            err.println("segue: interrupted");
            return INTERRUPTED;
        }
        if (debug) {
            failure.printStackTrace(err);
        } else {
            err.println("segue: " + ErrorMessage.of(failure));
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Segue.class.getPackage().getImplementationVersion();
            return new String[] {"Segue " + (version == null ? "(not packaged)" : version)};
        }
    }
}
