package dev.segue.cli.train;

import dev.segue.cli.catchup.CatchUp;
import dev.segue.cli.connect.Connection;
import dev.segue.cli.outbound.Segments;
import dev.segue.cli.show.SegmentTable;
import dev.segue.cli.show.Terminal;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code segue train}. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Asks the trainer for a model now, and shows its segments once customers are in them.")
public final class TrainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SEGMENTATION",
            defaultValue = "value",
            description = "What to train (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private String segmentation;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Connection connection = Connection.configured();
        try (HttpClient http = HttpClient.newHttpClient();
                Admin admin = connection.admin()) {
            switch (new TrainerClient(http, connection.endpoints().trainer()).train(segmentation)) {
                case TrainerClient.Answer.Waiting waiting -> {
                    out.println("No model yet: " + waiting.detail());
                    return 1;
                }
                case TrainerClient.Answer.Held held -> {
                    out.println(held.text(segmentation));
                    return 0;
                }
                case TrainerClient.Answer.Trained trained -> {
                    out.println(trained.text(segmentation));
                    Segments segments = Segments.settled(connection, admin, CatchUp.inRealTime(), segmentation);
                    segments.table().ifPresent(table -> print(out, table));
                    return 0;
                }
            }
        }
    }

    private static void print(PrintWriter out, SegmentTable table) {
        out.println(table.headline());
        table.lines(Terminal.present()).forEach(out::println);
    }
}
