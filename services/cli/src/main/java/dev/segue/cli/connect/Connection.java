package dev.segue.cli.connect;

import dev.segue.avro.registry.AvroSerializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.registry.Subjects;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Makes clients. Each belongs to who asked for it, to be closed.
 *
 * @param endpoints where to connect
 * @param settings names
 */
public record Connection(Endpoints endpoints, StreamSettings settings) {
    private static final int BATCH_BYTES = 128 * 1024;
    private static final int LINGER_MILLIS = 20;
    private static final int ANSWER_MILLIS = 20_000;

    /**
     * A connection to the stack and by the settings that the environment names; to the local stack where it names none.
     *
     * @throws dev.segue.cli.CommandFailure when a program does not run there, or a setting is none
     */
    public static Connection configured() {
        return new Connection(Endpoints.configured(), StreamSettings.configured());
    }

    /** A registry client. */
    public SchemaRegistry registry() {
        return SchemaRegistry.at(endpoints.registryUrl(), endpoints.security().registry());
    }

    /** A producer of events that neither loses, doubles nor reorders what it sends. */
    public Producer<String, SpecificRecord> producer() {
        return producer(Subjects.TOPIC);
    }

    /**
     * The same for topics of any kind.
     *
     * @param subjects how the topics' schemas are named in the registry
     */
    public Producer<String, SpecificRecord> producer(Subjects subjects) {
        Map<String, Object> config = common("producer");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ANSWER_MILLIS);
        return new KafkaProducer<>(config, new StringSerializer(), new AvroSerializer<>(registry(), subjects));
    }

    /** A consumer of committed records only, without a group: partitions are assigned by hand. */
    public Consumer<String, byte[]> consumer() {
        Map<String, Object> config = common("consumer");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** An admin client. */
    public Admin admin() {
        Map<String, Object> config = common("admin");
        config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS / 2);
        return Admin.create(config);
    }

    private Map<String, Object> common(String kind) {
        Map<String, Object> config = new HashMap<>(endpoints.security().kafka());
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, endpoints.bootstrapServers());
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, settings.topics().prefix() + "cli-" + kind);
        return config;
    }
}
