package dev.segue.cli.customer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.cli.CommandFailure;
import dev.segue.cli.connect.Endpoints;
import dev.segue.cli.connect.JsonApi;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code segue customer}. */
@Command(
        name = "customer",
        mixinStandardHelpOptions = true,
        description = "Shows a customer as the segmenter has them: features, segments, and why they are in them.",
        subcommands = {EraseCommand.class, MergeCommand.class})
public final class CustomerCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The customer's id.")
    private @Nullable String id;

    @Option(names = "--json", description = "Print the segmenter's answer as it is, for scripts.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (id == null) {
            // Not required by itself, or it would be for the subcommands as well.
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'ID'");
        }
        if (id.isBlank()) {
            throw new CommandFailure("a customer's id must not be blank");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (HttpClient http = HttpClient.newHttpClient()) {
            JsonApi segmenter = new JsonApi(http, "segmenter", Endpoints.configuredSegmenter());
            JsonNode customer = segmenter.get("/customers/" + JsonApi.encoded(id));
            if (json) {
                out.println(customer.toPrettyString());
            } else {
                CustomerText.of(customer).forEach(out::println);
            }
        }
        return 0;
    }
}
