package dev.segue.trainer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the trainer's Kafka clients. All names they give themselves begin with the prefix, so that access can be ruled. */
final class KafkaClients implements AutoCloseable {
    private static final String PUBLISHER = "publisher";

    private final TrainerSettings settings;
    private final MeterRegistry meters;
    private final Map<String, KafkaClientMetrics> bound = new ConcurrentHashMap<>();

    KafkaClients(TrainerSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.meters = meters;
    }

    /** A consumer in no group, of committed records only. */
    Consumer<byte[], byte[]> consumer(String name) {
        Map<String, Object> config = known(ConsumerConfig.configNames());
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, settings.topics().prefix() + "trainer-" + name);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        bind(name, new KafkaClientMetrics(consumer));
        return consumer;
    }

    /** A producer with the one transactional id of all trainers of this prefix. */
    Producer<byte[], byte[]> producer() {
        Map<String, Object> config = known(ProducerConfig.configNames());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, settings.topics().prefix() + "trainer-" + PUBLISHER);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.topics().prefix() + "trainer");
        config.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
        config.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        config.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        Producer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        bind(PUBLISHER, new KafkaClientMetrics(producer));
        return producer;
    }

    /** In place of the metrics of the client that had the name before and is closed by now. */
    private void bind(String name, KafkaClientMetrics metrics) {
        KafkaClientMetrics before = bound.put(name, metrics);
        if (before != null) {
            before.close();
        }
        metrics.bindTo(meters);
    }

    private Map<String, Object> known(Set<String> names) {
        Map<String, Object> config = new HashMap<>(settings.kafka());
        config.keySet().retainAll(names);
        return config;
    }

    @Override
    public void close() {
        bound.values().forEach(KafkaClientMetrics::close);
    }
}
