package dev.segue.console;

import dev.segue.console.follow.TopicFollower;
import dev.segue.console.webhooks.Webhooks;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.exceptions.BeanContextException;
import io.micronaut.runtime.Micronaut;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the console as a service of its own. */
public final class ConsoleApplication {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleApplication.class);

    private ConsoleApplication() {}

    /** Runs until stopped; exits with 1 where the configuration cannot be used. */
    public static void main(String[] args) {
        // Before the server listens anywhere.
        try (ApplicationContext settings = Micronaut.build(args).build()) {
            requireLoopback(settings.getEnvironment()
                    .start()
                    .getProperty("micronaut.server.host", String.class)
                    .orElse(""));
        } catch (IllegalArgumentException e) {
            LOG.error("console cannot start: {}", e.getMessage());
            System.exit(1);
        }
        ApplicationContext context = Micronaut.build(args)
                .mainClass(ConsoleApplication.class)
                .banner(false)
                .start();
        try {
            Webhooks webhooks = context.getBean(Webhooks.class);
            context.getBean(TopicFollower.class).start();
            webhooks.start();
        } catch (BeanContextException | IllegalArgumentException e) {
            LOG.error("console cannot start: {}", innermost(e).getMessage());
            context.close();
            System.exit(1);
        }
    }

    private static void requireLoopback(String host) {
        try {
            if (!host.isEmpty() && InetAddress.getByName(host).isLoopbackAddress()) {
                return;
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("micronaut.server.host '%s' is not known".formatted(host), e);
        }
        throw new IllegalArgumentException(
                "there is no login, so micronaut.server.host must be of this machine alone, such as 127.0.0.1, not '%s'"
                        .formatted(host));
    }

    /** What was wrong, without the container's account of where it came up. */
    private static Throwable innermost(Throwable e) {
        Throwable cause = e;
        while (cause instanceof BeanContextException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
