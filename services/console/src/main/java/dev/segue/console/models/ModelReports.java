package dev.segue.console.models;

import dev.segue.avro.mapping.ModelReportRecords;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.topics.Topic;
import dev.segue.console.follow.TopicView;
import dev.segue.segmentation.report.ModelReport;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How each version of a model came about. Thread-safe. */
@Singleton
public final class ModelReports implements TopicView {
    private final AvroDeserializer<dev.segue.avro.ModelReport> deserializer;
    private final Map<String, ModelReport> reports = new ConcurrentHashMap<>();

    ModelReports(SchemaRegistry registry) {
        this.deserializer = new AvroDeserializer<>(registry, Topic.MODEL_REPORTS.schemas());
    }

    @Override
    public Topic topic() {
        return Topic.MODEL_REPORTS;
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        dev.segue.avro.ModelReport report = deserializer.deserialize(record.topic(), record.value());
        if (report == null) {
            reports.remove(key);
        } else {
            reports.put(key, ModelReportRecords.fromRecord(report));
        }
    }

    /** How a version came about; empty where no report is kept. */
    public Optional<ModelReport> of(String segmentation, long version) {
        return Optional.ofNullable(reports.get(segmentation + "@" + version));
    }
}
