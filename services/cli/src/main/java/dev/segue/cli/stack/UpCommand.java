package dev.segue.cli.stack;

import dev.segue.localstack.Home;
import dev.segue.localstack.Kafka;
import dev.segue.localstack.LocalStack;
import dev.segue.localstack.Registry;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code segue up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts the local stack and leaves it running. What runs already is used as it is.",
        footer = {
            "",
            "Ports are set by SEGUE_KAFKA_PORT (9092), SEGUE_REGISTRY_PORT (8081), SEGUE_SEGMENTER_PORT (8082),",
            "SEGUE_TRAINER_PORT (8083) and SEGUE_CONSOLE_PORT (8084); 0 is any free one.",
            "Data, logs and process ids are kept in SEGUE_HOME."
        })
public final class UpCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private CommandSpec spec;

    @Option(names = "--fresh", description = "Stop what runs and delete all its data first.")
    private boolean fresh;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (LocalStack stack = new LocalStack(Home.configured(), LocalPrograms.configured(), StackProgress.on(out))) {
            if (fresh) {
                stack.stop();
                stack.wipe();
            }
            stack.start();
            stack.detach();
            out.println();
            out.println("Kafka     " + Kafka.bootstrapServers(stack.port(Kafka.NAME)));
            out.println("Registry  " + Registry.url(stack.port(Registry.NAME)));
            out.println("Segmenter http://127.0.0.1:" + stack.port(LocalPrograms.SEGMENTER));
            out.println("Trainer   http://127.0.0.1:" + stack.port(LocalPrograms.TRAINER));
            out.println("Console   http://127.0.0.1:" + stack.port(LocalPrograms.CONSOLE));
            out.println("Stop it with: segue down");
        }
        return 0;
    }
}
