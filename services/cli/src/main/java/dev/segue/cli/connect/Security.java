package dev.segue.cli.connect;

import dev.segue.avro.registry.RegistrySettings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * How clients prove who they are, and know whom they talk to. Holds secrets, and does not print them.
 *
 * @param kafka settings of Kafka's clients
 * @param registry settings of the registry's client
 */
public record Security(Map<String, String> kafka, Map<String, String> registry) {
    /** Neither: as the local stack, which only listens on loopback, has it. */
    public static final Security NONE = new Security(Map.of(), Map.of());

    private static final Pattern KAFKA = Pattern.compile("(security|sasl|ssl)\\.");

    public Security {
        kafka = Map.copyOf(kafka);
        registry = Map.copyOf(registry);
    }

    /**
     * What variables say, which are named as the services' are: {@code KAFKA_SASL_JAAS_CONFIG} and all others of Kafka's settings
     * that begin with {@code security.}, {@code sasl.} or {@code ssl.}; {@code SCHEMA_REGISTRY_BASIC_AUTH_USER_INFO} and so on.
     *
     * @param lookUp a variable by its name
     */
    static Security of(Function<String, Optional<String>> lookUp) {
        Map<String, String> kafka = new HashMap<>();
        AdminClientConfig.configNames().stream()
                .filter(name -> KAFKA.matcher(name).lookingAt())
                .forEach(name -> lookUp.apply(variable("kafka." + name)).ifPresent(value -> kafka.put(name, value)));
        return new Security(kafka, RegistrySettings.of(name -> lookUp.apply(variable(name))));
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    @Override
    public String toString() {
        return "Security" + kafka.keySet() + registry.keySet();
    }
}
