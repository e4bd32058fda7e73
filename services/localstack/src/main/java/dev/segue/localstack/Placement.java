package dev.segue.localstack;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a program is to run.
 *
 * @param data a directory of the program's own, which exists and outlives it
 * @param ports the program's port, and those of the programs it needs, by program name
 */
public record Placement(Path data, Map<String, Integer> ports) {
    public Placement {
        ports = Map.copyOf(ports);
    }

    /** The port of this program, or of one it needs. */
    public int port(String program) {
        Integer port = ports.get(program);
        if (port == null) {
            throw new IllegalArgumentException(
                    program + " is neither this program nor one it needs; known are " + ports.keySet());
        }
        return port;
    }
}
