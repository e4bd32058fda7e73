package dev.segue.cli.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.mapping.SegmentModelRecords;
import dev.segue.avro.registry.AvroSerializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.registry.Subjects;
import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.segmentation.assignment.FlapControl;
import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Quality;
import dev.segue.segmentation.assignment.Release;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.assignment.Transform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelReaderTest {
    private static final byte[] UNDECODABLE = {7};

    private final TopicCatalogue topics = new TopicCatalogue("test.");
    private final String topic = topics.name(Topic.SEGMENT_MODELS);
    private final TopicPartition partition = new TopicPartition(topic, 0);
    private final SchemaRegistry registry = SchemaRegistry.at("mock://" + UUID.randomUUID(), Map.of());
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private long offset;

    ModelReaderTest() {
        consumer.updatePartitions(topic, List.of(new PartitionInfo(topic, 0, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        consumer.updateEndOffsets(Map.of(partition, 0L));
    }

    @Test
    void theModelInForceShouldBeTheOneUnderTheSegmentation() {
        try (ModelReader reader = reader()) {
            // Given a newer version that is not in force
            add("value@1", model(1, Release.Status.PUBLISHED));
            add("value", model(1, Release.Status.PUBLISHED));
            add("value@2", model(2, Release.Status.HELD));

            // When
            reader.refresh();

            // Then
            assertThat(reader.inForce("value")).map(SegmentModel::version).hasValue(1L);
        }
    }

    @Test
    void inPlaceOfAnUnusableModelShouldStandTheNewestPublishedThatIsUsable() {
        try (ModelReader reader = reader()) {
            // Given
            add("value@1", model(1, Release.Status.PUBLISHED));
            add("value@2", model(2, Release.Status.PUBLISHED));
            add("value@3", model(3, Release.Status.DROPPED));
            add("value@4", UNDECODABLE);
            add("value", UNDECODABLE);

            // When
            reader.refresh();

            // Then
            assertThat(reader.inForce("value")).map(SegmentModel::version).hasValue(2L);

            // When a usable one comes
            add("value", model(5, Release.Status.PUBLISHED));
            reader.refresh();

            // Then
            assertThat(reader.inForce("value")).map(SegmentModel::version).hasValue(5L);
        }
    }

    @Test
    void aModelThatIsGoneShouldNotBeStoodInFor() {
        try (ModelReader reader = reader()) {
            // Given
            add("value@1", model(1, Release.Status.PUBLISHED));
            add("value", model(1, Release.Status.PUBLISHED));
            reader.refresh();

            // When
            add("value", null);
            reader.refresh();

            // Then
            assertThat(reader.inForce("value")).isEmpty();
        }
    }

    private ModelReader reader() {
        return new ModelReader(consumer, registry, topics);
    }

    private void add(String key, byte @Nullable [] value) {
        consumer.addRecord(new ConsumerRecord<>(topic, 0, offset++, key, value));
    }

    private byte @Nullable [] model(long version, Release.Status status) {
        SegmentModel model = new SegmentModel(
                "value",
                version,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(new ModelFeature("monetary", Transform.NONE, 0, 0, 1, 0, 1, 1)),
                List.of(new Segment("value-1", "all", "All", new double[] {0}, new double[] {0}, 1, 1, null)),
                new Quality(1, 1, 0.5, 1, 1, 1),
                new FlapControl(0.1, Duration.ZERO, 1),
                List.of(),
                1,
                1,
                null,
                "",
                null,
                null,
                new Release(status, null, List.of()));
        try (AvroSerializer<dev.segue.avro.SegmentModel> serializer = new AvroSerializer<>(registry, Subjects.TOPIC)) {
            return serializer.serialize(topic, SegmentModelRecords.toRecord(model));
        }
    }
}
