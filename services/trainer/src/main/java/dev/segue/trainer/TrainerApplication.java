package dev.segue.trainer;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.exceptions.BeanContextException;
import io.micronaut.runtime.Micronaut;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the trainer as a service of its own. */
public final class TrainerApplication {
    private static final Logger LOG = LoggerFactory.getLogger(TrainerApplication.class);

    private TrainerApplication() {}

    /** Runs until stopped; exits with 1 where the configuration or a specification cannot be used. */
    public static void main(String[] args) {
        ApplicationContext context = Micronaut.build(args)
                .mainClass(TrainerApplication.class)
                .banner(false)
                .start();
        try {
            context.getBean(Trainer.class);
        } catch (BeanContextException e) {
            LOG.error("trainer cannot start: {}", innermost(e).getMessage());
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
