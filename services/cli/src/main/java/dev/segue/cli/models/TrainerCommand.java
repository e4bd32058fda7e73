package dev.segue.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.cli.connect.Endpoints;
import dev.segue.cli.connect.JsonApi;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks the trainer something, and prints the answer for people or, whole, for scripts. */
@Command(mixinStandardHelpOptions = true)
abstract class TrainerCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private CommandSpec spec;

    @Option(names = "--json", description = "Print the trainer's answer as it is, for scripts.")
    private boolean json;

    /** What the command is called. */
    final String name() {
        return spec.name();
    }

    /** The trainer's answer. */
    abstract JsonNode ask(ModelsClient trainer) throws InterruptedException;

    /** The answer for people. */
    abstract List<String> lines(JsonNode answer);

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (HttpClient http = HttpClient.newHttpClient()) {
            JsonApi trainer = new JsonApi(http, "trainer", Endpoints.configuredTrainer());
            JsonNode answer = ask(new ModelsClient(trainer));
            if (json) {
                out.println(answer.toPrettyString());
            } else {
                lines(answer).forEach(out::println);
            }
        }
        return 0;
    }
}
