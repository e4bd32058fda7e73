package dev.segue.trainer;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.runtime.Micronaut;

/** Runs the trainer as a service of its own. */
public final class TrainerApplication {
    private TrainerApplication() {}

    /** Starts the service; it ends with the process. */
    public static void main(String[] args) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "dev/segue/trainer/logback.xml");
        }
        builder(args).start();
    }

    /**
     * The service, not started.
     *
     * @param args command line, {@code -segue.prefix=…} and the like
     */
    public static ApplicationContextBuilder builder(String... args) {
        // Configuration of its own name, so that it is not taken for another service's where both are on one class
        // path.
        return Micronaut.build(args)
                .mainClass(TrainerApplication.class)
                .banner(false)
                .overrideConfigLocations("classpath:dev/segue/trainer/");
    }
}
