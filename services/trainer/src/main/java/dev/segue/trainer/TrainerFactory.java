package dev.segue.trainer;

import dev.segue.avro.registry.RegistrySettings;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.spec.SpecReader;
import dev.segue.trainer.sample.TrainingClock;
import dev.segue.trainer.training.reference.SmileClustering;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
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
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Makes the trainer of the service's configuration. */
@Factory
final class TrainerFactory {
    @Singleton
    TrainerSettings settings(
            Environment environment,
            @Property(name = "schema.registry.url") String registryUrl,
            @Property(name = "segue.prefix") String prefix,
            @Property(name = "segue.clock") String clock,
            @Property(name = "segue.trainer.sample-bound") int sampleBound,
            @Property(name = "segue.trainer.interval") @Nullable String interval,
            @Property(name = "segue.trainer.specs") List<String> specs) {
        return new TrainerSettings(
                kafkaSettings(environment),
                registryUrl,
                RegistrySettings.of(name -> environment.getProperty(name, String.class)),
                new TopicCatalogue(prefix),
                clock(clock),
                sampleBound,
                interval == null ? null : duration(environment, interval),
                specs.stream().map(SpecReader::read).toList());
    }

    @Singleton
    SmileClustering smile() {
        return new SmileClustering();
    }

    /** The trainer, running. */
    @Singleton
    @Bean(preDestroy = "close")
    Trainer trainer(TrainerSettings settings, SmileClustering smile, MeterRegistry meters) {
        Trainer trainer = new Trainer(settings, smile, smile, Clock.systemUTC(), meters);
        trainer.start();
        return trainer;
    }

    /** The framework takes what may be left out for left out where it is no duration. */
    private static Duration duration(Environment environment, String interval) {
        return environment
                .convert(interval, Duration.class)
                .orElseThrow(() -> new IllegalArgumentException(
                        "segue.trainer.interval must be a duration such as 20s or 6h, not '%s'".formatted(interval)));
    }

    private static TrainingClock clock(String clock) {
        return switch (clock.toLowerCase(Locale.ROOT)) {
            case "event" -> TrainingClock.EVENT;
            case "wall" -> TrainingClock.WALL;
            default ->
                throw new IllegalArgumentException("segue.clock must be event or wall, not '%s'".formatted(clock));
        };
    }

    /** Asks for each by its name: the only way in which an environment variable reliably wins over a file. */
    private static Map<String, String> kafkaSettings(Environment environment) {
        Map<String, String> settings = new HashMap<>();
        Stream.concat(ConsumerConfig.configNames().stream(), ProducerConfig.configNames().stream())
                .distinct()
                .forEach(name -> environment
                        .getProperty("kafka." + name, String.class)
                        .ifPresent(value -> settings.put(name, value)));
        return settings;
    }
}
