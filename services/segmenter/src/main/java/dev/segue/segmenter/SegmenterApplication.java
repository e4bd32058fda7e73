package dev.segue.segmenter;

import dev.segue.avro.topics.TopicException;
import dev.segue.segmenter.service.SegmenterService;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the segmenter. */
public final class SegmenterApplication {
    private static final Logger LOG = LoggerFactory.getLogger(SegmenterApplication.class);

    private SegmenterApplication() {}

    /** Runs until stopped; exits with 1 where the topics are not as they must be. */
    public static void main(String[] args) {
        ApplicationContext context = Micronaut.build(args)
                .mainClass(SegmenterApplication.class)
                .banner(false)
                .start();
        try {
            context.getBean(SegmenterService.class).start();
        } catch (TopicException | IllegalArgumentException e) {
            LOG.error("segmenter cannot start: {}", e.getMessage());
            context.close();
            System.exit(1);
        }
    }
}
