package dev.segue.trainer;

import io.micronaut.runtime.Micronaut;

/** Runs the trainer as a service of its own. */
public final class TrainerApplication {
    private TrainerApplication() {}

    /** Starts the service; it ends with the process. */
    public static void main(String[] args) {
        Micronaut.run(TrainerApplication.class, args);
    }
}
