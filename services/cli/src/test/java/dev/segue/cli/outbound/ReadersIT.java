package dev.segue.cli.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.avro.Cause;
import dev.segue.avro.SegmentChanged;
import dev.segue.avro.registry.AvroSerializer;
import dev.segue.avro.registry.Subjects;
import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.cli.connect.Connection;
import dev.segue.cli.connect.Endpoints;
import dev.segue.cli.connect.StreamSettings;
import dev.segue.testkit.RealStack;
import dev.segue.testkit.TestStack;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reading what Segue publishes, on a real broker and registry. */
@ExtendWith(RealStack.class)
class ReadersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    private final Connection connection;
    private final TestStack stack;
    private final TopicCatalogue topics;

    ReadersIT(TestStack stack) {
        this.stack = stack;
        this.topics = new TopicCatalogue(stack.uniquePrefix());
        this.connection = new Connection(
                new Endpoints(stack.bootstrapServers(), stack.registryUrl(), NOBODY, NOBODY),
                new StreamSettings(topics, "GBP"));
        try (Admin admin = connection.admin()) {
            assertThat(topics.create(admin, 2)).isNotEmpty();
        }
    }

    @Test
    void onlyCommittedChangesShouldBeReadAndForeignRecordsPassedOver() {
        try (KafkaProducer<String, byte[]> producer = producer();
                ChangeReader reader = ChangeReader.open(connection, TopicReader.Start.BEGINNING)) {
            // Given
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(change("aborted"));
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(change("committed"));
            producer.send(
                    new ProducerRecord<>(topics.name(Topic.SEGMENT_EVENTS), "foreign", new byte[] {1, 2, 3, 4, 5, 6}));
            producer.commitTransaction();

            // When
            List<SegmentChanged> read = new ArrayList<>();
            await().atMost(PATIENCE).until(() -> {
                read.addAll(reader.poll(Duration.ofMillis(200)));
                return !read.isEmpty() && reader.undecodable() == 1;
            });

            // Then
            assertThat(read).extracting(SegmentChanged::getUserId).containsExactly("committed");
        }
    }

    @Test
    void readingFromNowShouldLeaveOutWhatWasThereAndMissNothingAfter() {
        try (KafkaProducer<String, byte[]> producer = producer()) {
            // Given
            producer.initTransactions();
            publish(producer, change("before"));
            awaitVisible("before");
            try (ChangeReader reader = ChangeReader.open(connection, TopicReader.Start.NOW)) {
                assertThat(reader.hasReadAllThereWas()).isTrue();

                // When published before the first poll
                publish(producer, change("after"));
                List<SegmentChanged> read = new ArrayList<>();
                await().atMost(PATIENCE).until(() -> read.addAll(reader.poll(Duration.ofMillis(200))));

                // Then
                assertThat(read).extracting(SegmentChanged::getUserId).containsExactly("after");
            }
        }
    }

    @Test
    void deadLettersShouldBeCountedWithoutTheMarksOfTransactions() {
        try (KafkaProducer<String, byte[]> producer = producer();
                DeadLetterCount count = DeadLetterCount.fromNow(connection)) {
            // Given
            producer.initTransactions();

            // When three come, each in a transaction of its own
            for (int i = 0; i < 3; i++) {
                publish(producer, new ProducerRecord<>(topics.name(Topic.DEAD_LETTERS), 0, "key", new byte[] {7}));
            }

            // Then
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(count.count()).isEqualTo(3));
        }
    }

    /** A transaction's commit returns before its marks are written, so what it wrote can be read a moment later only. */
    private void awaitVisible(String customer) {
        try (ChangeReader reader = ChangeReader.open(connection, TopicReader.Start.BEGINNING)) {
            await().atMost(PATIENCE)
                    .until(() -> reader.poll(Duration.ofMillis(200)).stream()
                            .anyMatch(change -> change.getUserId().equals(customer)));
        }
    }

    private static void publish(KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> record) {
        producer.beginTransaction();
        producer.send(record);
        producer.commitTransaction();
    }

    private ProducerRecord<String, byte[]> change(String customer) {
        SegmentChanged change = SegmentChanged.newBuilder()
                .setId("id-" + customer)
                .setUserId(customer)
                .setTimestamp(Instant.EPOCH)
                .setSegmentation("value")
                .setFrom(null)
                .setTo("a")
                .setCause(Cause.BEHAVIOUR)
                .setModelVersion(1)
                .setDistance(null)
                .build();
        String topic = topics.name(Topic.SEGMENT_EVENTS);
        try (AvroSerializer<SegmentChanged> serializer =
                new AvroSerializer<>(connection.registry(), Subjects.TOPIC_RECORD)) {
            return new ProducerRecord<>(topic, customer, serializer.serialize(topic, change));
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "transactional.id", topics.prefix() + "test"),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
