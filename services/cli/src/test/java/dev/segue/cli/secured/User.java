package dev.segue.cli.secured;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Somebody who connects.
 *
 * @param name to the broker and to the registry
 * @param password to the broker
 * @param registryPassword to the registry
 */
record User(String name, String password, String registryPassword) {
    /** May do all with the broker, as the broker itself. */
    static final User ADMIN = of("admin");

    static User of(String name) {
        return new User(name, "kafka-secret-of-" + name, "registry-secret-of-" + name);
    }

    /** The same, with a password to the broker that is not theirs. */
    User mistakenForKafka() {
        return new User(name, "mistaken", registryPassword);
    }

    /** The same, with a password to the registry that is not theirs. */
    User mistakenForRegistry() {
        return new User(name, password, "mistaken");
    }

    /** Settings of Kafka's clients. */
    Map<String, String> kafka(Certificate trusted) {
        return Map.of(
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "SCRAM-SHA-512",
                "sasl.jaas.config", jaas(),
                "ssl.truststore.type", "PEM",
                "ssl.truststore.location", trusted.pem().toString());
    }

    /** The variables that are all it takes to get in. */
    Map<String, String> environment(Certificate trusted) {
        Map<String, String> variables = new TreeMap<>();
        kafka(trusted)
                .forEach((setting, value) -> variables.put(
                        "KAFKA_" + setting.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        variables.put("SCHEMA_REGISTRY_BASIC_AUTH_USER_INFO", name + ":" + registryPassword);
        variables.put("SCHEMA_REGISTRY_SSL_TRUSTSTORE_TYPE", "PEM");
        variables.put("SCHEMA_REGISTRY_SSL_TRUSTSTORE_LOCATION", trusted.pem().toString());
        return variables;
    }

    /** What SCRAM wants, for who connects and for the broker alike. */
    String jaas() {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(name, password);
    }
}
