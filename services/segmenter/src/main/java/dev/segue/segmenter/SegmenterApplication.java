package dev.segue.segmenter;

import dev.segue.avro.registry.SchemaRefusedException;
import dev.segue.avro.topics.TopicException;
import dev.segue.segmenter.service.SegmenterService;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.exceptions.BeanContextException;
import io.micronaut.runtime.Micronaut;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Starts the segmenter. */
public final class SegmenterApplication {
    private static final Logger LOG = LoggerFactory.getLogger(SegmenterApplication.class);

    private SegmenterApplication() {}

    /** Runs until stopped; exits with 1 where settings, topics or schemas are not as they must be. */
    public static void main(String[] args) {
        // OpenTelemetry logs with the JDK's loggers; its lines are to look like all others.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        ApplicationContext context = Micronaut.build(args)
                .mainClass(SegmenterApplication.class)
                .banner(false)
                .start();
        try {
            context.getBean(SegmenterService.class).start();
        } catch (TopicException | SchemaRefusedException | IllegalArgumentException e) {
            end(context, e);
        } catch (BeanContextException e) {
            // Wraps, several times over, what a setting was refused with.
            Throwable cause = e;
            while (cause instanceof BeanContextException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            end(context, cause);
        } catch (RuntimeException e) {
            // The HTTP server would run on, and answer that the segmenter is about to start. Not foreseen, so where it
            // comes from is worth knowing.
            LOG.error("segmenter could not be started", e);
            end(context, e);
        }
    }

    private static void end(ApplicationContext context, Throwable why) {
        LOG.error("segmenter cannot start: {}", sentence(String.valueOf(why.getMessage())));
        context.close();
        System.exit(1);
    }

    /** The framework says of a setting that is of the wrong type, several times over, where it came across it. */
    private static String sentence(String message) {
        return message.lines()
                .filter(line -> line.startsWith("Message: "))
                .reduce((earlier, later) -> later)
                .orElse(message);
    }
}
