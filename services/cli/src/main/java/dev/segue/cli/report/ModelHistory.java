package dev.segue.cli.report;

import dev.segue.avro.mapping.ModelKey;
import dev.segue.avro.mapping.ModelReportRecords;
import dev.segue.avro.mapping.SegmentModelRecords;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.topics.Topic;
import dev.segue.cli.CommandFailure;
import dev.segue.cli.connect.Connection;
import dev.segue.cli.outbound.TopicReader;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.report.ModelReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A version of a model, and what came before it.
 *
 * @param model the version
 * @param inForce whether it is the one in force
 * @param versions all versions up to it that are kept, rising; ends with it
 * @param report how it came about; null where no report is kept
 */
record ModelHistory(
        SegmentModel model,
        boolean inForce,
        List<SegmentModel> versions,
        @Nullable ModelReport report) {
    private static final Duration A_MOMENT = Duration.ofMillis(200);

    ModelHistory {
        versions = List.copyOf(versions);
    }

    /**
     * Reads it from the topics.
     *
     * @param version which version; null for the one in force
     * @throws CommandFailure where there is no such model
     */
    static ModelHistory read(Connection connection, String segmentation, @Nullable Long version) {
        Map<String, dev.segue.avro.SegmentModel> models = latest(connection, Topic.SEGMENT_MODELS);
        SegmentModel inForce = model(models.get(segmentation));
        TreeMap<Long, SegmentModel> versions = new TreeMap<>();
        models.forEach((text, record) -> ModelKey.of(text)
                .filter(key -> key.segmentation().equals(segmentation) && key.version() != null)
                .flatMap(key -> usable(record))
                .ifPresent(usable -> versions.put(usable.version(), usable)));
        SegmentModel model = version == null ? inForce : versions.get(version);
        if (model == null) {
            throw new CommandFailure(
                    version == null
                            ? "there is no model of %s in force: ./segue train %1$s".formatted(segmentation)
                            : "there is no %s v%d; there are %s".formatted(segmentation, version, versions.keySet()));
        }
        versions.putIfAbsent(model.version(), model);
        Map<String, dev.segue.avro.ModelReport> reports = latest(connection, Topic.MODEL_REPORTS);
        dev.segue.avro.ModelReport report = reports.get(segmentation + "@" + model.version());
        return new ModelHistory(
                model,
                inForce != null && inForce.version() == model.version(),
                new ArrayList<>(versions.headMap(model.version(), true).values()),
                report == null ? null : ModelReportRecords.fromRecord(report));
    }

    /** An earlier version that cannot be used is left out of the history. */
    private static Optional<SegmentModel> usable(dev.segue.avro.SegmentModel record) {
        try {
            return Optional.of(SegmentModelRecords.fromRecord(record));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable SegmentModel model(dev.segue.avro.@Nullable SegmentModel record) {
        return record == null ? null : SegmentModelRecords.fromRecord(record);
    }

    /** The latest record of each key of a topic, as far as it goes now. */
    private static <T extends SpecificRecord> Map<String, T> latest(Connection connection, Topic topic) {
        String name = connection.settings().topics().name(topic);
        AvroDeserializer<T> deserializer = new AvroDeserializer<>(connection.registry(), topic.schemas());
        Map<String, T> latest = new HashMap<>();
        try (TopicReader reader = new TopicReader(connection.consumer(), name, TopicReader.Start.BEGINNING)) {
            do {
                for (ConsumerRecord<String, byte[]> record : reader.poll(A_MOMENT)) {
                    T value = deserializer.deserialize(name, record.value());
                    if (value == null) {
                        latest.remove(record.key());
                    } else {
                        latest.put(record.key(), value);
                    }
                }
            } while (!reader.hasReadAllThereWas());
        }
        return latest;
    }
}
