package dev.segue.cli.catchup;

import java.time.Duration;

/** Lets time pass; tests move their clock instead. */
@FunctionalInterface
public interface Pause {
    /** Sleeps. */
    Pause SLEEP = duration -> Thread.sleep(duration);

    /**
     * @throws InterruptedException when the wait is cut short
     */
    void pause(Duration duration) throws InterruptedException;
}
