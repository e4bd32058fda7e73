package dev.segue.avro.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the registry's client can be told, under {@code schema.registry.} in a service's settings. */
public final class RegistrySettings {
    private static final String PREFIX = "schema.registry.";
    private static final String USER_INFO = "basic.auth.user.info";
    private static final String IDENTIFICATION = "ssl.endpoint.identification.algorithm";

    private static final List<String> NAMES = List.of(
            "basic.auth.credentials.source",
            USER_INFO,
            "bearer.auth.credentials.source",
            "bearer.auth.token",
            "proxy.host",
            "proxy.port",
            IDENTIFICATION,
            "ssl.key.password",
            "ssl.keystore.location",
            "ssl.keystore.password",
            "ssl.keystore.type",
            "ssl.protocol",
            "ssl.truststore.location",
            "ssl.truststore.password",
            "ssl.truststore.type");

    private RegistrySettings() {}

    /**
     * The settings there are. Each is asked for by its name: the only way in which an environment variable reliably wins over a
     * file. Confluent's client wants some with the prefix and some without, so each comes as both.
     *
     * <p>Two are other than that client's own defaults: a user's name and password are used if they are there, without
     * {@code basic.auth.credentials.source} saying so too, and the host must be the one that its certificate names.
     *
     * @param lookUp a property by its full name
     */
    public static Map<String, String> of(Function<String, Optional<String>> lookUp) {
        Map<String, String> given = new HashMap<>();
        given.put(IDENTIFICATION, "https");
        for (String name : NAMES) {
            lookUp.apply(PREFIX + name).ifPresent(value -> given.put(name, value));
        }
        if (given.containsKey(USER_INFO)) {
            given.putIfAbsent("basic.auth.credentials.source", "USER_INFO");
        }
        Map<String, String> settings = new HashMap<>(given);
        given.forEach((name, value) -> settings.put(PREFIX + name, value));
        return settings;
    }
}
