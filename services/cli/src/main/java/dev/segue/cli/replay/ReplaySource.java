package dev.segue.cli.replay;

import dev.segue.cli.publish.InputEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** A file as a sequence of events, always the same ones in the same order. */
public interface ReplaySource {
    /** Short name of the mapping, such as {@code online-retail}. */
    String name();

    /** SHA-256 of the file, in hexadecimal. */
    String sha256();

    /** How many events the file makes. */
    long events();

    /** Time of the latest event; empty where there is none. */
    Optional<Instant> lastEvent();

    /** What became of the file's rows. */
    RowTally rows();

    /**
     * Hands every event over, in the order to publish them.
     *
     * @throws ReplayException when the file cannot be read, or has changed since it was surveyed
     */
    void forEach(Consumer<InputEvent> sink);
}
