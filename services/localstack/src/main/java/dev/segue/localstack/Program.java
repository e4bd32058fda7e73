package dev.segue.localstack;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Something the stack runs as a process of its own, listening on one port of loopback. Immutable. */
public interface Program {

    /** What it is called on the command line and in file names: lower-case letters, digits and hyphens. */
    String name();

    /** The port it is to listen on. */
    PortSetting port();

    /** Names of the programs that must answer before this one is launched. */
    default List<String> needs() {
        return List.of();
    }

    /**
     * How long it may take from launch to answering. Generous by default, for busy machines: a program that ends is noticed
     * at once, so this is for those that hang.
     */
    default Duration deadline() {
        return Duration.ofMinutes(5);
    }

    /**
     * Prepares what the program needs in its data directory, and says how to run it.
     *
     * @throws IOException if its files cannot be written
     */
    Launch launch(Placement placement) throws IOException;

    /**
     * Asks the program whether it can do its work.
     *
     * @param port the port it listens on
     * @return what is still missing, in a few words; empty when it is healthy
     */
    Optional<String> complaint(int port);
}
