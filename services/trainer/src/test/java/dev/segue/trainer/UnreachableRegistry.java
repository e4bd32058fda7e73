package dev.segue.trainer;

import dev.segue.avro.registry.SchemaRegistry;
import java.util.Map;

/** A registry at a port where nothing listens. */
public final class UnreachableRegistry {
    private UnreachableRegistry() {}

    /** Such a registry. */
    public static SchemaRegistry registry() {
        return SchemaRegistry.at("http://127.0.0.1:1", Map.of());
    }
}
