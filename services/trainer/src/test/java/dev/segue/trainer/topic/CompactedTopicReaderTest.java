package dev.segue.trainer.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompactedTopicReaderTest {
    private static final String TOPIC = "customers";

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void readsAllPartitionsFromTheBeginningAndGoesOn() {
        // Given two partitions with a record each
        MockConsumer<byte[], byte[]> consumer = consumer(2, 1);
        consumer.schedulePollTask(() -> {
            consumer.addRecord(record(0, 0, "anna", "1"));
            consumer.addRecord(record(1, 0, "ben", "1"));
        });

        // When
        CompactedTopicReader reader = start(() -> consumer, this::note);

        // Then
        await().until(() -> seen.size() == 2);
        assertThat(seen).containsExactlyInAnyOrder("anna=1", "ben=1");
        consumer.schedulePollTask(() -> consumer.addRecord(record(1, 1, "anna", null)));
        await().until(() -> seen.contains("anna=null"));
        assertThat(reader.status()).isEqualTo(new ReaderStatus(true, true, "following"));
    }

    @Test
    void isNotCaughtUpBeforeTheEndOfWhatWasThereAtTheStart() {
        // Given a partition of two records, of which one has come
        MockConsumer<byte[], byte[]> consumer = consumer(1, 2);
        consumer.schedulePollTask(() -> consumer.addRecord(record(0, 0, "anna", "1")));

        // When
        CompactedTopicReader reader = start(() -> consumer, this::note);

        // Then
        await().until(() -> seen.size() == 1 && reader.status().up());
        assertThat(reader.status().caughtUp()).isFalse();
        consumer.schedulePollTask(() -> consumer.addRecord(record(0, 1, "ben", "1")));
        await().until(() -> reader.status().caughtUp());
    }

    @Test
    void anEmptyTopicIsCaughtUpAtOnce() {
        // When
        CompactedTopicReader reader = start(() -> consumer(1, 0), this::note);

        // Then
        await().until(() -> reader.status().caughtUp());
    }

    @Test
    void aRecordThatCouldNotBeHandledComesAgainAndNoneBeforeIt() {
        // Given a listener that fails at the second record, once, as when the registry is away
        AtomicInteger consumers = new AtomicInteger();
        AtomicInteger failures = new AtomicInteger();
        List<MockConsumer<byte[], byte[]>> both = List.of(consumer(1, 2), consumer(1, 2));
        both.get(0).schedulePollTask(() -> {
            both.get(0).addRecord(record(0, 0, "anna", "1"));
            both.get(0).addRecord(record(0, 1, "ben", "1"));
        });
        both.get(1).schedulePollTask(() -> both.get(1).addRecord(record(0, 1, "ben", "1")));

        // When
        CompactedTopicReader reader = start(() -> both.get(consumers.getAndIncrement()), (key, value) -> {
            if (key.equals("ben") && failures.getAndIncrement() == 0) {
                throw new IllegalStateException("registry is away");
            }
            note(key, value);
        });

        // Then
        await().until(() -> reader.status().detail().contains("registry is away")
                && !reader.status().up());
        await().until(() -> reader.status().up());
        await().until(() -> seen.size() == 2);
        assertThat(seen).containsExactly("anna=1", "ben=1");
    }

    @Test
    void keepsTryingWhileTheTopicIsNotThere() {
        // Given no topic at first
        AtomicInteger consumers = new AtomicInteger();
        MockConsumer<byte[], byte[]> later = consumer(1, 0);

        // When
        CompactedTopicReader reader =
                start(() -> consumers.getAndIncrement() == 0 ? new MockConsumer<>("earliest") : later, this::note);

        // Then
        await().until(() -> reader.status().detail().contains("cannot read topic customers: it does not exist yet"));
        await().until(() -> reader.status().up());
    }

    @Test
    void keepsTryingWhileTheBrokerIsAway() {
        // Given
        AtomicInteger consumers = new AtomicInteger();
        MockConsumer<byte[], byte[]> later = consumer(1, 0);

        // When
        CompactedTopicReader reader = start(
                () -> {
                    if (consumers.getAndIncrement() == 0) {
                        throw new KafkaException("no broker");
                    }
                    return later;
                },
                this::note);

        // Then
        await().until(() -> !reader.status().up() && reader.status().detail().contains("no broker"));
        await().until(() -> reader.status().up());
    }

    @Test
    void keepsItsConsumerWhileTheBrokerIsSlow() {
        // Given a broker that does not answer in time at first
        AtomicInteger consumers = new AtomicInteger();
        AtomicInteger asked = new AtomicInteger();
        MockConsumer<byte[], byte[]> slow = new MockConsumer<>("earliest") {
            @Override
            public synchronized List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
                if (asked.getAndIncrement() == 0) {
                    throw new TimeoutException("Timeout expired while fetching topic metadata");
                }
                return super.partitionsFor(topic, timeout);
            }
        };
        fill(slow, 1, 0);

        // When
        CompactedTopicReader reader = start(
                () -> {
                    consumers.incrementAndGet();
                    return slow;
                },
                this::note);

        // Then
        await().until(() -> !reader.status().up() && reader.status().detail().contains("Timeout expired"));
        await().until(() -> reader.status().up());
        assertThat(consumers).hasValue(1);
    }

    private CompactedTopicReader start(
            Supplier<Consumer<byte[], byte[]>> consumers, CompactedTopicReader.Listener listener) {
        CompactedTopicReader reader = new CompactedTopicReader(TOPIC, consumers, listener);
        open.add(reader);
        reader.start();
        return reader;
    }

    private void note(String key, byte @Nullable [] value) {
        seen.add(key + "=" + (value == null ? null : new String(value, StandardCharsets.UTF_8)));
    }

    private static MockConsumer<byte[], byte[]> consumer(int partitions, long end) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        fill(consumer, partitions, end);
        return consumer;
    }

    private static void fill(MockConsumer<byte[], byte[]> consumer, int partitions, long end) {
        List<PartitionInfo> infos = new ArrayList<>();
        for (int p = 0; p < partitions; p++) {
            TopicPartition partition = new TopicPartition(TOPIC, p);
            infos.add(new PartitionInfo(TOPIC, p, null, null, null));
            consumer.updateBeginningOffsets(Map.of(partition, 0L));
            consumer.updateEndOffsets(Map.of(partition, end));
        }
        consumer.updatePartitions(TOPIC, infos);
    }

    @SuppressWarnings("NullAway") // A tombstone is null, which Kafka's class does not annotate.
    private static ConsumerRecord<byte[], byte[]> record(
            int partition, long offset, String key, @Nullable String value) {
        return new ConsumerRecord<>(
                TOPIC,
                partition,
                offset,
                key.getBytes(StandardCharsets.UTF_8),
                value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }
}
