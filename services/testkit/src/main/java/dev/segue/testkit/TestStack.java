package dev.segue.testkit;

import java.util.UUID;

/**
 * A real broker and a real schema registry, shared by all tests of a virtual machine. Tests keep out of each other's way
 * with {@link #uniquePrefix() names of their own}.
 *
 * @param bootstrapServers what Kafka clients call {@code bootstrap.servers}
 * @param registryUrl what registry clients call {@code schema.registry.url}
 */
public record TestStack(String bootstrapServers, String registryUrl) {

    /** A new prefix for names of topics, groups and transactions, ending in a dot: no other call gives the same one. */
    public String uniquePrefix() {
        return "t" + UUID.randomUUID().toString().substring(0, 8) + ".";
    }
}
