package dev.segue.cli.value;

import dev.segue.cli.CommandFailure;
import dev.segue.segmentation.value.NoValueModelException;
import dev.segue.segmentation.value.PurchaseHistory;
import dev.segue.segmentation.value.ValueFit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code segue value}. */
@Command(
        name = "value",
        mixinStandardHelpOptions = true,
        description =
                "Fits BG/NBD and Gamma-Gamma to a file of transactions, as the trainer does to the stream, and predicts "
                        + "every customer's purchases and value.",
        footer = {
            "",
            "TRANSACTIONS is a CSV, plain or gzipped, with columns customer, date (1997-09-30) and amount. A customer's "
                    + "transactions of one day are one. A row that cannot be right ends it, naming row and column. Needs "
                    + "no stack."
        })
public final class ValueCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "TRANSACTIONS", description = "The transactions.")
    @SuppressWarnings("NullAway.Init") // required
    private Path file;

    @Option(
            names = "--until",
            required = true,
            paramLabel = "DATE",
            description =
                    "The last day that counts, and from which predictions begin; later transactions are left out.")
    @SuppressWarnings("NullAway.Init") // required
    private LocalDate until;

    @Option(
            names = "--horizon",
            paramLabel = "TIME",
            defaultValue = "52w",
            converter = Horizon.Converter.class,
            description = "How far ahead to predict, in weeks or days (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private Horizon horizon;

    @Option(names = "--json", description = "Print it, with the prediction of every customer, for programs to read.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Transactions transactions = Transactions.read(file, until);
        TreeMap<String, PurchaseHistory> histories = new TreeMap<>();
        transactions.customers().forEach((customer, days) -> histories.put(customer, days.until(until)));
        ValueReport report = new ValueReport(transactions, histories, fit(histories));
        if (json) {
            report.printJson(out);
        } else {
            report.print(out);
        }
        out.flush();
        return 0;
    }

    private ValueFit fit(TreeMap<String, PurchaseHistory> histories) {
        try {
            return ValueFit.of(List.copyOf(histories.values()), horizon.weeks());
        } catch (NoValueModelException e) {
            throw new CommandFailure("%s: no value model: %s".formatted(file, e.getMessage()), e);
        }
    }
}
