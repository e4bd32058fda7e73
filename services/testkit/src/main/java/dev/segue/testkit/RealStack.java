package dev.segue.testkit;

import dev.segue.localstack.StackException;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link TestStack}: {@code @ExtendWith(RealStack.class)}, and a parameter of that type in a constructor,
 * a lifecycle method or a test.
 *
 * <p>The stack starts when the first test asks for it: in containers where a Docker engine answers that has the images or
 * can pull them, else as processes of this machine. The system property {@value StackChoice#PROPERTY} chooses:
 * {@code local} or {@code containers}. Which it is stands in the log of the run, and in every test's report as the system
 * property {@value #REPORTED}. It ends after the last test, and with the virtual machine.
 */
public final class RealStack implements ParameterResolver {
    /** The system property that tells which stack it is. */
    static final String REPORTED = "segue.stack.used";

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
                .getOrComputeIfAbsent(RunningStack.class, type -> start(), RunningStack.class)
                .endpoints();
    }

    private static RunningStack start() {
        return switch (StackChoice.of(System.getProperty(StackChoice.PROPERTY))) {
            case LOCAL -> reported(LocalPrograms.start(), "chosen");
            case CONTAINERS -> {
                Containers.obstacle().ifPresent(obstacle -> {
                    throw new StackException("Containers were chosen for integration tests, with the system property "
                            + StackChoice.PROPERTY + ", and " + obstacle + ".");
                });
                yield reported(Containers.start(), "chosen");
            }
            case WHAT_THERE_IS -> {
                Optional<String> obstacle = Containers.obstacle();
                yield obstacle.isPresent()
                        ? reported(LocalPrograms.start(), obstacle.get())
                        : reported(Containers.start(), "a Docker engine answers");
            }
        };
    }

    private static RunningStack reported(RunningStack stack, String reason) {
        String which = stack.description() + ": " + reason;
        System.out.println("Integration tests run against " + which);
        System.setProperty(REPORTED, which);
        return stack;
    }
}
