package dev.segue.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.avro.registry.AvroSerializer;
import dev.segue.avro.registry.Subjects;
import dev.segue.segmentation.assignment.FlapControl;
import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Quality;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.assignment.Transform;
import dev.segue.trainer.UnreachableRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ModelPublisherTest {
    private static final SegmentModel MODEL = new SegmentModel(
            "value",
            1,
            null,
            Instant.EPOCH,
            Instant.EPOCH,
            List.of(new ModelFeature("visits", Transform.NONE, 0, 0, 1, 0, 1, 1)),
            List.of(new Segment("value-1", "a", "A", new double[] {0}, new double[] {0}, 1, 1)),
            new Quality(1, 1, 1, 1, 1, 1),
            new FlapControl(0, Duration.ZERO, 0),
            List.of(),
            1,
            1);

    private final AvroSerializer<dev.segue.avro.SegmentModel> serializer =
            new AvroSerializer<>(UnreachableRegistry.registry(), Subjects.TOPIC);

    private ModelPublisher publisher(Supplier<Producer<byte[], byte[]>> producers) {
        return new ModelPublisher(
                "models",
                serializer,
                "reports",
                new AvroSerializer<>(UnreachableRegistry.registry(), Subjects.TOPIC),
                producers);
    }

    @Test
    void whileTheRegistryIsAwayNothingIsPublishedAndNothingLost() {
        // Given
        MockProducer<byte[], byte[]> producer = producer();
        try (ModelPublisher publisher = publisher(() -> producer)) {

            // When, Then
            assertThatThrownBy(() -> publisher.publish(new Versions.Change(MODEL, List.of(MODEL)), null))
                    .isInstanceOf(PublishException.class)
                    .hasMessageContaining("model value v1 is not published")
                    .hasMessageContaining("127.0.0.1:1");
            assertThat(producer.history()).isEmpty();
            assertThat(publisher.fenced()).isFalse();
        }
    }

    @Test
    void connectsAgainAfterTheBrokerWasAway() {
        // Given a producer that cannot connect
        MockProducer<byte[], byte[]> away = producer();
        away.initTransactionException = new KafkaException("no broker");
        MockProducer<byte[], byte[]> there = producer();
        List<Producer<byte[], byte[]>> both = new ArrayList<>(List.of(away, there));
        try (ModelPublisher publisher = publisher(both::removeFirst)) {

            // When
            assertThatThrownBy(publisher::connect)
                    .isInstanceOf(PublishException.class)
                    .hasMessage("cannot begin to publish to models: no broker");
            publisher.connect();

            // Then
            assertThat(away.closed()).isTrue();
            assertThat(there.transactionInitialized()).isTrue();
        }
    }

    private static MockProducer<byte[], byte[]> producer() {
        return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
