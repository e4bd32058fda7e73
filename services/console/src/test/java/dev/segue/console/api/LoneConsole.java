package dev.segue.console.api;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.HashMap;
import java.util.Map;

/** A console that has nobody to talk to: no broker, no registry, no other service. */
final class LoneConsole {
    private static final String NOBODY = "127.0.0.1:9";

    private LoneConsole() {}

    /** Starts one at a port of its own. */
    static EmbeddedServer start(Map<String, Object> further) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "kafka.bootstrap.servers",
                NOBODY,
                "schema.registry.url",
                "http://" + NOBODY,
                "segue.console.segmenters",
                "http://" + NOBODY,
                "segue.console.trainer",
                "http://" + NOBODY,
                "micronaut.server.host",
                "127.0.0.1",
                "micronaut.server.port",
                -1));
        settings.putAll(further);
        return ApplicationContext.run(EmbeddedServer.class, settings);
    }
}
