package dev.segue.cli.kpis;

import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.sums.KpiWindows;
import dev.segue.avro.topics.Topic;
import dev.segue.cli.CommandFailure;
import dev.segue.cli.connect.Connection;
import dev.segue.cli.outbound.ModelReader;
import dev.segue.cli.outbound.TopicReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code segue kpis}. */
@Command(
        name = "kpis",
        mixinStandardHelpOptions = true,
        description =
                "Shows what the customers of each segment do: who comes and goes, orders, revenue, answers to campaigns, "
                        + "satisfaction.",
        footer = {
            "",
            "What customers did counts for the segment they were in then. A segmentation is counted from its first model on.",
            "CHURN and CLV are means of what is predicted of so many customers (PREDICTED), as of when each was last looked at."
        })
public final class KpisCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SEGMENTATION",
            defaultValue = "value",
            description = "Whose segments (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private String segmentation;

    @Option(names = "--json", description = "Print it day by day, for programs to read.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Connection connection = Connection.configured();
        KpiWindows windows = read(connection);
        KpiReport report;
        try (ModelReader models = ModelReader.open(connection)) {
            models.refresh();
            report = new KpiReport(segmentation, models.inForce(segmentation), windows.days());
        }
        if (report.days().isEmpty()) {
            throw new CommandFailure(
                    "%s has no KPIs yet: they begin with its first model. Train one with: segue train %s"
                            .formatted(segmentation, segmentation));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            report.printJson(out);
        } else {
            report.print(out);
        }
        out.flush();
        return 0;
    }

    private KpiWindows read(Connection connection) {
        String topic = connection.settings().topics().name(Topic.SEGMENT_KPIS);
        AvroDeserializer<dev.segue.avro.SegmentKpis> deserializer =
                new AvroDeserializer<>(connection.registry(), Topic.SEGMENT_KPIS.schemas());
        KpiWindows windows = new KpiWindows(segmentation);
        try (TopicReader reader = new TopicReader(connection.consumer(), topic, TopicReader.Start.BEGINNING)) {
            reader.readAllThereWas(record -> {
                if (windows.wants(record.key())) {
                    windows.put(record.key(), deserializer.deserialize(topic, record.value()));
                }
            });
        }
        return windows;
    }
}
