package dev.segue.trainer;

import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.trainer.sample.TrainingClock;
import dev.segue.trainer.spec.SpecReader;
import dev.segue.trainer.training.ReferenceClustering;
import dev.segue.trainer.training.reference.SmileClustering;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.env.Environment;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the trainer of the service's configuration. */
@Factory
final class TrainerFactory {
    private static final String REGISTRY = "schema.registry.";

    @Singleton
    TrainerSettings settings(
            Environment environment,
            @Property(name = "schema.registry.url") String registryUrl,
            @Property(name = "segue.prefix") String prefix,
            @Property(name = "segue.clock") String clock,
            @Property(name = "segue.trainer.sample-bound") int sampleBound,
            @Property(name = "segue.trainer.interval") @Nullable Duration interval,
            @Property(name = "segue.trainer.specs") List<String> specs) {
        return new TrainerSettings(
                under(environment, "kafka"),
                registryUrl,
                registrySettings(under(environment, "schema.registry")),
                new TopicCatalogue(prefix),
                clock(clock),
                sampleBound,
                interval,
                specs.stream().map(SpecReader::read).toList());
    }

    @Singleton
    ReferenceClustering reference() {
        return new SmileClustering();
    }

    /** Made and started with the service, not at the first request. */
    @Context
    @Bean(preDestroy = "close")
    Trainer trainer(TrainerSettings settings, ReferenceClustering reference, MeterRegistry meters) {
        Trainer trainer = new Trainer(settings, reference, Clock.systemUTC(), meters);
        trainer.start();
        return trainer;
    }

    private static TrainingClock clock(String clock) {
        try {
            return TrainingClock.valueOf(clock.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("segue.clock must be event or wall, not '%s'".formatted(clock), e);
        }
    }

    /** Confluent's client wants some of its settings with the long prefix and some without. */
    private static Map<String, String> registrySettings(Map<String, String> settings) {
        Map<String, String> both = new HashMap<>(settings);
        settings.forEach((name, value) -> both.put(REGISTRY + name, value));
        return both;
    }

    /**
     * The properties under a name, as those they are meant for call them. Each is asked for by itself: among those of
     * several sources only that gives the environment's before the file's.
     */
    private static Map<String, String> under(Environment environment, String name) {
        Map<String, String> settings = new HashMap<>();
        for (String key : environment.getProperties(name).keySet()) {
            // For an environment variable Micronaut gives every spelling that may be meant.
            if (!key.contains("-")) {
                environment
                        .getProperty(name + "." + key, String.class)
                        .ifPresent(value -> settings.put(key, value));
            }
        }
        return settings;
    }
}
