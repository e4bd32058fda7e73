package dev.segue.segmenter.service;

import dev.segue.avro.registry.RegistrySettings;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.segmenter.cluster.OpenTasks;
import dev.segue.segmenter.cluster.RestoreProgress;
import dev.segue.spec.PlaybookReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the service's parts out of the configuration. */
@Factory
final class SegmenterFactory {
    /** The registry at {@code schema.registry.url}. */
    @Singleton
    SchemaRegistry registry(Environment environment) {
        String url = environment
                .getProperty("schema.registry.url", String.class)
                .orElseThrow(() -> new IllegalArgumentException(
                        "schema.registry.url (SCHEMA_REGISTRY_URL) must be set, for example to http://localhost:8081"));
        return SchemaRegistry.at(url, RegistrySettings.of(name -> environment.getProperty(name, String.class)));
    }

    /** The tasks that are open. */
    @Singleton
    OpenTasks tasks() {
        return new OpenTasks();
    }

    /** How far those are that are not. */
    @Singleton
    RestoreProgress restores() {
        return new RestoreProgress();
    }

    /**
     * The segmenter; everything under {@code kafka} goes to Kafka's clients.
     *
     * @param playbooks names of shipped ones, or paths of files
     */
    @Bean(preDestroy = "close")
    @Singleton
    SegmenterService segmenter(
            Environment environment,
            SegmenterConfig config,
            @Property(name = "segue.segmenter.playbooks") List<String> playbooks,
            SchemaRegistry registry,
            MeterRegistry meters,
            AdvertisedAddress address,
            OpenTasks tasks,
            RestoreProgress restores) {
        Map<String, String> kafka = kafka(environment);
        if (!kafka.containsKey("bootstrap.servers")) {
            throw new IllegalArgumentException(
                    "kafka.bootstrap.servers (KAFKA_BOOTSTRAP_SERVERS) must be set, for example to localhost:9092");
        }
        return new SegmenterService(
                config,
                kafka,
                playbooks.stream().map(PlaybookReader::read).toList(),
                registry,
                meters,
                address,
                tasks,
                restores);
    }

    /** The properties under {@code kafka} as Kafka calls them: with dots. */
    private static Map<String, String> kafka(Environment environment) {
        Map<String, String> settings = new HashMap<>();
        environment.getProperties("kafka").forEach((key, value) -> {
            // For an environment variable Micronaut gives every spelling that may be meant.
            if (!key.contains("-")) {
                settings.put(key, value.toString());
            }
        });
        return settings;
    }
}
