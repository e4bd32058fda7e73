package dev.segue.bench.program;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The copy: what Kafka alone costs. Every record goes to another topic as it is, in transactions of 100 ms together with
 * the offsets read, with no state kept.
 */
public final class CopyProgram {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final long COMMIT_NANOS = Duration.ofMillis(100).toNanos();

    /** The segmenter's client settings that bear on speed. */
    private static final List<String> SHARED = List.of(
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            ProducerConfig.LINGER_MS_CONFIG,
            ProducerConfig.BATCH_SIZE_CONFIG,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG);

    private final String bootstrapServers;
    private final String group;
    private final String from;
    private final String to;
    private final Properties shared;

    private CopyProgram(String bootstrapServers, String group, String from, String to, Properties shared) {
        this.bootstrapServers = bootstrapServers;
        this.group = group;
        this.from = from;
        this.to = to;
        this.shared = shared;
    }

    /**
     * Runs until stopped.
     *
     * @param args bootstrap servers, group, input topic, output topic, threads, partitions
     */
    public static void main(String[] args) {
        int threads = Integer.parseInt(args[4]);
        int partitions = Integer.parseInt(args[5]);
        Properties streams = ClientSettings.streams(args[0], args[1], threads, java.nio.file.Path.of("unused"));
        Properties shared = new Properties();
        for (String setting : SHARED) {
            Object value = streams.getOrDefault(setting, streams.get(StreamsConfig.producerPrefix(setting)));
            if (value != null) {
                shared.put(setting, value);
            }
        }
        CopyProgram copy = new CopyProgram(args[0], args[1], args[2], args[3], shared);
        for (int i = 0; i < threads; i++) {
            int thread = i;
            List<TopicPartition> mine = IntStream.range(0, partitions)
                    .filter(partition -> partition % threads == thread)
                    .mapToObj(partition -> new TopicPartition(copy.from, partition))
                    .toList();
            Thread.ofPlatform().name("copy-" + thread).start(() -> copy.run(thread, mine));
        }
    }

    private void run(int thread, List<TopicPartition> mine) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(consumerSettings());
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(producerSettings(thread))) {
            consumer.assign(mine);
            producer.initTransactions();
            Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
            long begun = System.nanoTime();
            producer.beginTransaction();
            while (true) {
                var records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    producer.send(new ProducerRecord<>(to, record.partition(), record.key(), record.value()));
                }
                for (TopicPartition partition : records.partitions()) {
                    read.put(partition, new OffsetAndMetadata(consumer.position(partition)));
                }
                if (System.nanoTime() - begun >= COMMIT_NANOS && !read.isEmpty()) {
                    producer.sendOffsetsToTransaction(read, consumer.groupMetadata());
                    producer.commitTransaction();
                    read.clear();
                    begun = System.nanoTime();
                    producer.beginTransaction();
                }
            }
        }
    }

    private Properties consumerSettings() {
        Properties settings = new Properties();
        settings.putAll(shared);
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return settings;
    }

    private Properties producerSettings(int thread) {
        Properties settings = new Properties();
        settings.putAll(shared);
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group + "-" + thread);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return settings;
    }
}
