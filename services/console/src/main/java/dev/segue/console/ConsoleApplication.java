package dev.segue.console;

import dev.segue.console.follow.TopicFollower;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.exceptions.BeanContextException;
import io.micronaut.runtime.Micronaut;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the console as a service of its own. */
public final class ConsoleApplication {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleApplication.class);

    private ConsoleApplication() {}

    /** Runs until stopped; exits with 1 where the configuration cannot be used. */
    public static void main(String[] args) {
        ApplicationContext context = Micronaut.build(args)
                .mainClass(ConsoleApplication.class)
                .banner(false)
                .start();
        try {
            context.getBean(TopicFollower.class).start();
        } catch (BeanContextException | IllegalArgumentException e) {
            LOG.error("console cannot start: {}", innermost(e).getMessage());
            context.close();
            System.exit(1);
        }
    }

    /** What was wrong, without the container's account of where it came up. */
    private static Throwable innermost(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
