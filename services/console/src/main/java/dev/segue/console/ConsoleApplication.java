package dev.segue.console;

import dev.segue.console.access.ApiKeys;
import dev.segue.console.follow.TopicFollower;
import dev.segue.console.webhooks.Webhooks;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.BeanContextException;
import io.micronaut.runtime.Micronaut;
import io.micronaut.security.oauth2.client.OauthClient;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the console as a service of its own. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Segue console",
                        version = "v1",
                        description =
                                "Segments, who moves between them and why, models and their versions, strategies and what became of them,"
                                        + " and how the stream is doing. Answers are JSON, times ISO 8601 in UTC, money in the shop's currency. Whatever"
                                        + " goes wrong is told by a problem document (RFC 9457). What there is none of is null or empty, and there.",
                        license = @License(name = "GPL-3.0-or-later", identifier = "GPL-3.0-or-later")))
public final class ConsoleApplication {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleApplication.class);

    private ConsoleApplication() {}

    /** Runs until stopped; exits with 1 where the configuration cannot be used. */
    public static void main(String[] args) {
        // Before the server listens anywhere.
        try (ApplicationContext settings = Micronaut.build(args).build()) {
            Environment environment = settings.getEnvironment().start();
            String login =
                    environment.getProperty("segue.console.login", String.class).orElse("false");
            if (!login.equals("true") && !login.equals("false")) {
                throw new IllegalArgumentException(
                        "segue.console.login must be true or false, not '%s'".formatted(login));
            }
            if (login.equals("false")) {
                requireLoopback(environment
                        .getProperty("micronaut.server.host", String.class)
                        .orElse(""));
            }
        } catch (IllegalArgumentException e) {
            LOG.error("console cannot start: {}", e.getMessage());
            System.exit(1);
        }
        ApplicationContext context = Micronaut.build(args)
                .mainClass(ConsoleApplication.class)
                .banner(false)
                .start();
        try {
            // Made here rather than when somebody logs in, so that what is wrong with the keys, or with an identity
            // provider, is known at once.
            context.findBean(ApiKeys.class);
            context.getBeansOfType(OauthClient.class);
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
                "without segue.console.login, micronaut.server.host must be of this machine alone, such as 127.0.0.1, not '%s'"
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
