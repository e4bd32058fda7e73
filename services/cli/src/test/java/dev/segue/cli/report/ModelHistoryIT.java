package dev.segue.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.avro.mapping.ModelReportRecords;
import dev.segue.avro.mapping.SegmentModelRecords;
import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.cli.CommandFailure;
import dev.segue.cli.connect.Connection;
import dev.segue.cli.connect.Endpoints;
import dev.segue.cli.connect.StreamSettings;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.report.ModelReport;
import dev.segue.testkit.RealStack;
import dev.segue.testkit.TestStack;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reading what a report is about, from a real broker and registry. */
@ExtendWith(RealStack.class)
class ModelHistoryIT {
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");
    private static final ModelHistory WANTED = ReportFixture.history();

    private final Connection connection;
    private final TopicCatalogue topics;

    ModelHistoryIT(TestStack stack) {
        topics = new TopicCatalogue(stack.uniquePrefix());
        connection = new Connection(
                new Endpoints(stack.bootstrapServers(), stack.registryUrl(), NOBODY, NOBODY),
                new StreamSettings(topics, "GBP"));
        try (Admin admin = connection.admin()) {
            assertThat(topics.create(admin, 2)).isNotEmpty();
        }
    }

    @Test
    void aVersionComesWithItsReportAndWhatWasBeforeIt() {
        // Given three versions of which the second is in force, and another segmentation's
        List<SegmentModel> versions = WANTED.versions();
        ModelReport report = Objects.requireNonNull(WANTED.report());
        try (Producer<String, SpecificRecord> producer = connection.producer()) {
            versions.forEach(version -> send(
                    producer,
                    Topic.SEGMENT_MODELS,
                    "value@" + version.version(),
                    SegmentModelRecords.toRecord(version)));
            send(producer, Topic.SEGMENT_MODELS, "value", SegmentModelRecords.toRecord(versions.get(1)));
            send(producer, Topic.SEGMENT_MODELS, "other@3", SegmentModelRecords.toRecord(versions.get(0)));
            send(producer, Topic.MODEL_REPORTS, report.key(), ModelReportRecords.toRecord(report));
        }

        // When
        ModelHistory third = ModelHistory.read(connection, "value", 3L);
        ModelHistory inForce = ModelHistory.read(connection, "value", null);

        // Then
        assertThat(third)
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(WANTED);
        assertThat(inForce.model().version()).isEqualTo(2);
        assertThat(inForce.inForce()).isTrue();
        assertThat(inForce.versions()).extracting(SegmentModel::version).containsExactly(1L, 2L);
        assertThat(inForce.report()).isNull();
    }

    @Test
    void whereThereIsNoModelItIsSaidWhatToDo() {
        assertThatThrownBy(() -> ModelHistory.read(connection, "value", null))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("there is no model of value in force: ./segue train value");
        assertThatThrownBy(() -> ModelHistory.read(connection, "value", 7L))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("there is no value v7; there are []");
    }

    private void send(Producer<String, SpecificRecord> producer, Topic topic, String key, SpecificRecord value) {
        producer.send(new ProducerRecord<>(topics.name(topic), key, value));
    }
}
