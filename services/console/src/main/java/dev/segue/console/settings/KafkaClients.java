package dev.segue.console.settings;

import dev.segue.avro.registry.RegistrySettings;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.topics.TopicCatalogue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the console's clients. All names they give themselves begin with the prefix, so that access can be ruled. */
@Factory
public final class KafkaClients {
    private static final int ANSWER_MILLIS = 10_000;

    private final Environment environment;
    private final ConsoleConfig config;
    private final MeterRegistry meters;
    private final Map<String, KafkaClientMetrics> bound = new ConcurrentHashMap<>();

    KafkaClients(Environment environment, ConsoleConfig config, MeterRegistry meters) {
        this.environment = environment;
        this.config = config;
        this.meters = meters;
    }

    /** The topics, under their prefix. */
    @Singleton
    public TopicCatalogue topics() {
        return config.topics();
    }

    /** Where the records' schemas are. */
    @Singleton
    public SchemaRegistry registry() {
        return SchemaRegistry.at(
                environment.getRequiredProperty("schema.registry.url", String.class),
                RegistrySettings.of(name -> environment.getProperty(name, String.class)));
    }

    /** An admin client, shared. */
    @Singleton
    @Bean(preDestroy = "close")
    public Admin admin() {
        Map<String, Object> settings = settings(AdminClientConfig.configNames(), "admin");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS / 2);
        AdminClient admin = AdminClient.create(settings);
        bind("admin", new KafkaClientMetrics(admin));
        return admin;
    }

    /** A consumer in no group, of committed records only. The caller closes it. */
    public Consumer<byte[], byte[]> consumer(String name) {
        Map<String, Object> settings = settings(ConsumerConfig.configNames(), name);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return bound(name, settings);
    }

    /**
     * A consumer in a group that shares the partitions, of committed records only. Where its offsets are not there any more it begins with
     * the oldest record there is. The caller closes it.
     *
     * @param name the group's, without the prefix
     * @param records how many a poll gives at most
     */
    public Consumer<byte[], byte[]> groupConsumer(String name, int records) {
        Map<String, Object> settings = settings(ConsumerConfig.configNames(), name);
        // Set for all consoles alike, it would have them throw each other out.
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.prefix() + name);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, records);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return bound(name, settings);
    }

    private Consumer<byte[], byte[]> bound(String name, Map<String, Object> settings) {
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        bind(name, new KafkaClientMetrics(consumer));
        return consumer;
    }

    /** Sends records one by one. The caller closes it. */
    public Sender sender(String name) {
        return new Sender(this, name);
    }

    /** A producer that neither loses, doubles nor reorders what it sends. The caller closes it. */
    Producer<byte[], byte[]> producer(String name) {
        Map<String, Object> settings = settings(ProducerConfig.configNames(), name);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ANSWER_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * ANSWER_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS / 2);
        Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        bind(name, new KafkaClientMetrics(producer));
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

    @PreDestroy
    void unbind() {
        bound.values().forEach(KafkaClientMetrics::close);
    }

    /** Asks for each by its name: the only way in which an environment variable reliably wins over a file. */
    private Map<String, Object> settings(Set<String> names, String client) {
        Map<String, Object> settings = new HashMap<>();
        for (String name : names) {
            environment.getProperty("kafka." + name, String.class).ifPresent(value -> settings.put(name, value));
        }
        settings.put("client.id", config.prefix() + "console-" + client);
        return settings;
    }
}
