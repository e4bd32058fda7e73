package dev.segue.testkit;

import dev.segue.localstack.Distribution;
import dev.segue.localstack.Home;
import dev.segue.localstack.Kafka;
import dev.segue.localstack.LocalStack;
import dev.segue.localstack.PortSetting;
import dev.segue.localstack.Registry;
import dev.segue.localstack.StackException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The local stack, on free ports, with its files under {@code target/real-stack-<pid>}; its logs stay there. */
record LocalPrograms(LocalStack stack, TestStack endpoints) implements RunningStack {
    private static final Logger LOG = LoggerFactory.getLogger(LocalPrograms.class);

    /**
     * Starts them.
     *
     * @throws StackException if they do not start
     */
    static LocalPrograms start() {
        Home home = new Home(
                Path.of("target", "real-stack-" + ProcessHandle.current().pid()));
        Distribution distribution = Distribution.find();
        LocalStack stack = new LocalStack(
                home,
                List.of(
                        new Kafka(distribution, PortSetting.anyFree(Kafka.NAME)),
                        new Registry(distribution, PortSetting.anyFree(Registry.NAME))),
                event -> LOG.debug("{}", event));
        try {
            stack.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while starting the broker and the registry", e);
        }
        return new LocalPrograms(
                stack,
                new TestStack(Kafka.bootstrapServers(stack.port(Kafka.NAME)), Registry.url(stack.port(Registry.NAME))));
    }

    @Override
    public String description() {
        return "the local stack";
    }

    @Override
    public void close() throws InterruptedException {
        stack.close();
        stack.wipe();
    }
}
