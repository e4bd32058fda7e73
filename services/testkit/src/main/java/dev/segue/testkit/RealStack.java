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
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives tests a {@link TestStack}: {@code @ExtendWith(RealStack.class)}, and a parameter of that type in a constructor,
 * a lifecycle method or a test.
 *
 * <p>The stack starts when the first test asks for it, on free ports, with its files under
 * {@code target/real-stack-<pid>}; its logs stay there. It ends after the last test, and with the virtual machine
 * whatever happens.
 */
public final class RealStack implements ParameterResolver {
    private static final Logger LOG = LoggerFactory.getLogger(RealStack.class);
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(RealStack.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestStack.class;
    }

    @Override
    public TestStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // The root's store is closed once, after the last test of the last class.
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Running.class, type -> Running.start(), Running.class)
                .endpoints();
    }

    private record Running(LocalStack stack, TestStack endpoints) implements AutoCloseable {

        static Running start() {
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
            return new Running(
                    stack,
                    new TestStack(
                            Kafka.bootstrapServers(stack.port(Kafka.NAME)), Registry.url(stack.port(Registry.NAME))));
        }

        @Override
        public void close() throws InterruptedException {
            stack.close();
            stack.wipe();
        }
    }
}
