package dev.segue.segmenter.service;

import dev.segue.avro.registry.RegistrySettings;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.segmenter.cluster.OpenTasks;
import dev.segue.segmenter.cluster.RestoreProgress;
import dev.segue.segmenter.tracing.Tracing;
import dev.segue.spec.PlaybookReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.env.Environment;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the service's parts out of the configuration. */
@Factory
final class SegmenterFactory {
    /** Settings of OpenTelemetry that are not given. Metrics and logs go other ways. */
    private static final Map<String, String> TRACING = Map.of(
            "otel.service.name", "segue-segmenter",
            "otel.traces.exporter", "none",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none",
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.propagators", "tracecontext");

    /** The registry at {@code schema.registry.url}. */
    @Singleton
    SchemaRegistry registry(Environment environment) {
        String url = environment
                .getProperty("schema.registry.url", String.class)
                .orElseThrow(() -> new IllegalArgumentException(
                        "schema.registry.url (SCHEMA_REGISTRY_URL) must be set, for example to http://localhost:8081"));
        return SchemaRegistry.at(url, RegistrySettings.of(name -> environment.getProperty(name, String.class)));
    }

    /**
     * Tracing by OpenTelemetry's own settings, as its SDK reads them from the environment; while {@code OTEL_TRACES_EXPORTER} is
     * not set, nothing is recorded.
     *
     * @throws IllegalArgumentException for settings that cannot be
     */
    @Singleton
    Tracing tracing(Environment environment) {
        Map<String, String> settings = new HashMap<>(TRACING);
        under(environment, "otel").forEach((name, value) -> settings.put("otel." + name, value));
        String exporter = String.valueOf(settings.get("otel.traces.exporter"));
        // Set to nothing is not set; the SDK would take its own default.
        if (exporter.isBlank() || exporter.equals("none")) {
            return Tracing.passingOn();
        }
        try {
            // What is not sent yet is sent as the virtual machine ends.
            return new Tracing(AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() -> settings)
                    .build()
                    .getOpenTelemetrySdk());
        } catch (ConfigurationException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw new IllegalArgumentException("the tracing set by OTEL_ variables cannot be: " + why.getMessage(), e);
        }
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
            Tracing tracing,
            AdvertisedAddress address,
            OpenTasks tasks,
            RestoreProgress restores) {
        Map<String, String> kafka = under(environment, "kafka");
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
                tracing,
                address,
                tasks,
                restores);
    }

    /** The properties under a name as those they are meant for call them: with dots. */
    private static Map<String, String> under(Environment environment, String name) {
        Map<String, String> settings = new HashMap<>();
        environment.getProperties(name).forEach((key, value) -> {
            // For an environment variable Micronaut gives every spelling that may be meant.
            if (!key.contains("-")) {
                settings.put(key, value.toString());
            }
        });
        return settings;
    }
}
