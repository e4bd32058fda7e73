package dev.segue.cli.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.cli.connect.Endpoints;
import dev.segue.cli.connect.JsonApi;
import dev.segue.spec.PlaybookReader;
import dev.segue.spec.SpecException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code segue playbook dry-run}. */
@Command(
        name = "dry-run",
        mixinStandardHelpOptions = true,
        description = "Tells how many customers would get what of a playbook now, without sending anything.")
public final class PlaybookDryRunCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "YAML file, or name of a playbook that comes with Segue.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private String file;

    @Option(names = "--json", description = "Print the segmenter's answer as it is, for scripts.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        String yaml;
        try {
            yaml = PlaybookReader.text(file);
            // What is wrong with it needs no segmenter to be told.
            PlaybookReader.parse(file, yaml);
        } catch (SpecException e) {
            e.problems().forEach(err::println);
            err.flush();
            return 1;
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            JsonApi segmenter = new JsonApi(http, "segmenter", Endpoints.configuredSegmenter());
            JsonNode run = segmenter.post(
                    "/playbooks/dry-run?file=" + JsonApi.encoded(file),
                    "application/yaml",
                    BodyPublishers.ofString(yaml));
            if (json) {
                out.println(run.toPrettyString());
            } else {
                DryRunText.of(run).forEach(out::println);
            }
        }
        out.flush();
        return 0;
    }
}
