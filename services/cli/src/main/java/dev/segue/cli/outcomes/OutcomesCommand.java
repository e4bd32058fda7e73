package dev.segue.cli.outcomes;

import dev.segue.avro.StrategyOutcomes;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.sums.OutcomeSums;
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

/** {@code segue outcomes}. */
@Command(
        name = "outcomes",
        mixinStandardHelpOptions = true,
        description = "Shows what became of each strategy, by segment and variant, and whether it helped.",
        footer = {
            "",
            "BOUGHT is after how many triggers the customer bought inside the attribution window, RATE their share. REVENUE is",
            "of the orders put down to the strategy: each order counts once, for the latest trigger before it that was acted upon.",
            "UPLIFT is how many more of a hundred triggers a purchase followed than where customers were left alone, with its",
            "95 % interval: while the interval holds zero, nothing is shown to have helped."
        })
public final class OutcomesCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SEGMENTATION",
            defaultValue = "value",
            description = "Whose playbook (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private String segmentation;

    @Option(names = "--json", description = "Print it for programs to read.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Connection connection = Connection.configured();
        OutcomeSums sums = read(connection);
        if (sums.isEmpty()) {
            throw new CommandFailure(
                    ("no strategy of %s has fired yet. It needs a playbook (segue.segmenter.playbooks) and a model."
                                    + " See what would fire with: segue playbook dry-run %s")
                            .formatted(segmentation, segmentation));
        }
        OutcomeReport report;
        try (ModelReader models = ModelReader.open(connection)) {
            models.refresh();
            report = new OutcomeReport(segmentation, models.inForce(segmentation), sums);
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

    private OutcomeSums read(Connection connection) {
        String topic = connection.settings().topics().name(Topic.STRATEGY_OUTCOMES);
        AvroDeserializer<StrategyOutcomes> deserializer =
                new AvroDeserializer<>(connection.registry(), Topic.STRATEGY_OUTCOMES.schemas());
        OutcomeSums sums = new OutcomeSums(segmentation);
        try (TopicReader reader = new TopicReader(connection.consumer(), topic, TopicReader.Start.BEGINNING)) {
            reader.readAllThereWas(record -> {
                if (sums.wants(record.key())) {
                    sums.put(record.key(), deserializer.deserialize(topic, record.value()));
                }
            });
        }
        return sums;
    }
}
