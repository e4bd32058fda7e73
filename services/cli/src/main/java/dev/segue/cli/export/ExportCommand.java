package dev.segue.cli.export;

import dev.segue.cli.catchup.Backlog;
import dev.segue.cli.connect.Connection;
import dev.segue.cli.outbound.ModelReader;
import dev.segue.cli.show.Figures;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code segue export customers}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes one row a customer, from the segmenter's state, for audit.",
        footer = {
            "",
            "Columns: customer_id,orders,gross,refunds,net,first_purchase,last_purchase,segment, then the features.",
            "refunds are positive, net is gross less refunds, times are ISO 8601."
        })
public final class ExportCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";

    /** What can be exported. */
    enum What {
        CUSTOMERS
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "customers", description = "What to export; there are only customers yet.")
    @SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // required, and there is only one
    private What what;

    @Option(names = "--csv", required = true, paramLabel = "FILE", description = "Where to; - is standard output.")
    @SuppressWarnings("NullAway.Init") // required
    private String csv;

    @Option(
            names = "--segmentation",
            paramLabel = "ID",
            defaultValue = "value",
            description = "Whose segments the rows name (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private String segmentation;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Connection connection = Connection.configured();
        try (Admin admin = connection.admin();
                HttpClient http = HttpClient.newHttpClient()) {
            long behind = Backlog.of(admin, connection.settings()).get().records();
            CustomersClient customers =
                    new CustomersClient(http, connection.endpoints().segmenter());
            long rows = customers.export(
                    segmentation,
                    body -> csv.equals(STANDARD_OUTPUT)
                            ? CsvOutput.copy(body, System.out, Path.of(STANDARD_OUTPUT))
                            : CsvOutput.toFile(body, Path.of(csv)));
            err.println("%s customers written to %s"
                    .formatted(Figures.count(rows), csv.equals(STANDARD_OUTPUT) ? "standard output" : csv));
            if (!hasModel(connection)) {
                err.println("There is no model of %s in force: everyone is unassigned.".formatted(segmentation));
            }
            if (behind > 0) {
                err.println(
                        "The segmenter was %s records behind: these are not in it.".formatted(Figures.count(behind)));
            }
        }
        return 0;
    }

    private boolean hasModel(Connection connection) {
        try (ModelReader models = ModelReader.open(connection)) {
            models.refresh();
            return models.inForce(segmentation).isPresent();
        }
    }
}
