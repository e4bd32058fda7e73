package dev.segue.cli.topics;

import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.cli.CommandFailure;
import dev.segue.cli.connect.StackElsewhere;
import dev.segue.cli.connect.StreamSettings;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code segue topics create}. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = "Creates the topics that are missing on the brokers that KAFKA_BOOTSTRAP_SERVERS names. "
                + "Those that exist stay as they are.")
final class TopicsCreateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private CommandSpec spec;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "8",
            description = "Partitions of topics keyed by customer, which is the most threads that can share the work; "
                    + "cannot be changed later (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Override
    public Integer call() {
        if (partitions < 1) {
            throw new ParameterException(spec.commandLine(), "--partitions must be 1 or more, not " + partitions);
        }
        PrintWriter out = spec.commandLine().getOut();
        TopicCatalogue topics = StreamSettings.configured().topics();
        String brokers = StackElsewhere.bootstrapServers();
        Map<String, Object> settings = new HashMap<>(StackElsewhere.security().kafka());
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, topics.prefix() + "cli-topics");
        try (Admin admin = Admin.create(settings)) {
            List<String> created = topics.create(admin, partitions);
            created.stream().sorted().forEach(name -> out.println("created " + name));
            topics.checkCopartitioned(admin);
            out.println(created.isEmpty() ? "All topics were there already." : created.size() + " topics created.");
        } catch (KafkaException e) {
            throw new CommandFailure(
                    "the brokers at %s (%s) cannot be asked: %s"
                            .formatted(brokers, StackElsewhere.KAFKA, e.getCause() == null ? e : e.getCause()),
                    e);
        }
        return 0;
    }
}
