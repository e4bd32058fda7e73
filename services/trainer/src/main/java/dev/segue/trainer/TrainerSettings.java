package dev.segue.trainer;

import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.spec.SegmentationSpec;
import dev.segue.spec.SpecClock;
import dev.segue.trainer.sample.TrainingClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a trainer is set up with.
 *
 * @param kafka settings of Kafka's clients, {@code bootstrap.servers} among them; those a client does not know are left
 *     out
 * @param registryUrl base address of the schema registry's Confluent-compatible API
 * @param registry settings of the registry's client, such as credentials
 * @param topics the topics, under their prefix
 * @param clock what "now" is for the age of features
 * @param sampleBound most customers kept; a specification's sample cannot be larger
 * @param interval time from a model to the next, in place of every specification's own; null for theirs
 * @param specs the segmentations, none twice
 */
public record TrainerSettings(
        Map<String, String> kafka,
        String registryUrl,
        Map<String, String> registry,
        TopicCatalogue topics,
        TrainingClock clock,
        int sampleBound,
        @Nullable Duration interval,
        List<SegmentationSpec> specs) {
    public TrainerSettings {
        kafka = Map.copyOf(kafka);
        registry = Map.copyOf(registry);
        specs = List.copyOf(specs);
        if (!kafka.containsKey("bootstrap.servers")) {
            throw new IllegalArgumentException("kafka.bootstrap.servers is missing; it must be host:port");
        }
        if (interval != null && (interval.isNegative() || interval.isZero())) {
            throw new IllegalArgumentException("interval must be more than zero, not " + interval);
        }
        Set<String> ids = new HashSet<>();
        for (SegmentationSpec spec : specs) {
            if (!ids.add(spec.id())) {
                throw new IllegalArgumentException("segmentation %s is specified twice".formatted(spec.id()));
            }
            SpecClock madeFor = spec.clock();
            if (madeFor != null && !madeFor.name().equals(clock.name())) {
                throw new IllegalArgumentException(
                        "segmentation %s is made for clock: %s, but segue.clock is %s; set one as the other"
                                .formatted(spec.id(), lower(madeFor), lower(clock)));
            }
            if (spec.training().minCustomers() > sampleBound) {
                throw new IllegalArgumentException(
                        "sample bound %d is less than the %d customers that segmentation %s waits for"
                                .formatted(sampleBound, spec.training().minCustomers(), spec.id()));
            }
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Time from a model of a segmentation to its next. */
    Duration interval(SegmentationSpec spec) {
        return interval == null ? spec.training().interval() : interval;
    }
}
