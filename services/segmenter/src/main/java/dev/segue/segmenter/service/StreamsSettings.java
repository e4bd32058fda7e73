package dev.segue.segmenter.service;

import dev.segue.avro.topics.Topic;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.HostInfo;

/** The settings of Kafka Streams: what the user gave, and what Segue's promises rest on. */
public final class StreamsSettings {
    /** Long enough to wait for a registry that starts anew; whoever waits longer starts over once. */
    private static final int TRANSACTION_MILLIS = 60_000;

    private StreamsSettings() {}

    /**
     * The settings.
     *
     * @param kafka settings given by the user for every Kafka client, such as {@code bootstrap.servers} or security; they
     *     may not touch what exactly-once rests on
     * @param deadLetters name of the dead letters' topic
     * @param memory what the stores share
     * @param metrics where failures are counted
     * @param address where other instances reach this one
     * @throws IllegalArgumentException when a reserved setting is among the user's
     */
    public static Properties of(
            SegmenterConfig config,
            Map<String, String> kafka,
            String deadLetters,
            RocksDbMemory memory,
            SegmenterMetrics metrics,
            HostInfo address) {
        Properties settings = new Properties();
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 50);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 131_072);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        // With a backlog, records of all inputs are taken in the order they arrived: an erasure must not overtake the
        // purchases
        // before it, with which the customer would be back.
        settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0L);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), 67_108_864);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topic.LARGEST_DEAD_LETTER);
        // What was erased must leave the changelogs' logs too, and not only when enough else has come.
        settings.put(
                StreamsConfig.topicPrefix(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG),
                Long.toString(Topic.COMPACTED_WITHIN.toMillis()));
        Properties reserved = new Properties();
        reserved.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        reserved.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        reserved.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.segmenter().threads());
        reserved.put(StreamsConfig.STATE_DIR_CONFIG, config.segmenter().stateDir());
        reserved.put(StreamsConfig.APPLICATION_SERVER_CONFIG, address.host() + ":" + address.port());
        reserved.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        reserved.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, UnexpectedFailures.class);
        reserved.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
        reserved.put(UnexpectedFailures.TOPIC, deadLetters);
        reserved.put(UnexpectedFailures.METRICS, metrics);
        reserved.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbMemory.Shared.class);
        reserved.put(RocksDbMemory.SETTING, memory);
        kafka.forEach((name, value) -> {
            if (reserved.containsKey(name)) {
                throw new IllegalArgumentException(
                        "kafka.%s is Segue's own to set; remove it from the configuration".formatted(name));
            }
            settings.put(name, value);
        });
        settings.putAll(reserved);
        return settings;
    }
}
