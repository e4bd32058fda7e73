package dev.segue.trainer;

import dev.segue.avro.CustomerFeatures;
import dev.segue.avro.ModelReport;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.AvroSerializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.registry.Subjects;
import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.testkit.TestStack;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Stands in for the segmenter: writes customers of three kinds to topic customer-features, in transactions. */
final class FeatureTopic implements AutoCloseable {
    static final Instant AS_OF = Instant.parse("2026-06-01T00:00:00Z");
    private static final int PARTITIONS = 3;

    private final TopicCatalogue topics;
    private final String bootstrapServers;
    private final String registryUrl;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AvroSerializer<CustomerFeatures> serializer;

    FeatureTopic(TestStack stack, String prefix) {
        this.topics = new TopicCatalogue(prefix);
        this.bootstrapServers = stack.bootstrapServers();
        this.registryUrl = stack.registryUrl();
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()))) {
            topics.create(admin, PARTITIONS);
        }
        this.serializer = new AvroSerializer<>(SchemaRegistry.at(stack.registryUrl(), Map.of()), Subjects.TOPIC);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "transactional.id", prefix + "segmenter"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /** Customers from a number to another, the latter not included: 6 in 10 loyal, 3 occasional, 1 gone. */
    void customers(int from, int to) {
        producer.beginTransaction();
        send(from, to);
        producer.commitTransaction();
    }

    /** The same, but taken back before anyone could see them. */
    void abortedCustomers(int from, int to) {
        producer.beginTransaction();
        send(from, to);
        producer.flush();
        producer.abortTransaction();
    }

    /** A record of any bytes; a tombstone where there are none. */
    void raw(String customer, byte @Nullable [] value) {
        producer.beginTransaction();
        produce(customer, value);
        producer.commitTransaction();
    }

    /** All reports published so far, by key. */
    Map<String, ModelReport> reports() {
        AvroDeserializer<ModelReport> deserializer =
                new AvroDeserializer<>(SchemaRegistry.at(registryUrl, Map.of()), Topic.MODEL_REPORTS.schemas());
        String topic = topics.name(Topic.MODEL_REPORTS);
        Map<String, ModelReport> reports = new HashMap<>();
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(
                            partition -> consumer.position(partition) < Objects.requireNonNull(ends.get(partition)))) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> reports.put(
                                new String(record.key(), StandardCharsets.UTF_8),
                                Objects.requireNonNull(deserializer.deserialize(topic, record.value()))));
            }
        }
        return reports;
    }

    private void send(int from, int to) {
        for (int i = from; i < to; i++) {
            produce(id(i), serializer.serialize(topics.name(Topic.CUSTOMER_FEATURES), customer(i)));
        }
    }

    @SuppressWarnings("NullAway") // A tombstone is null, which Kafka's class does not annotate.
    private void produce(String customer, byte @Nullable [] value) {
        var unused = producer.send(new ProducerRecord<>(
                topics.name(Topic.CUSTOMER_FEATURES), customer.getBytes(StandardCharsets.UTF_8), value));
    }

    static String id(int number) {
        return "customer-%05d".formatted(number);
    }

    private static CustomerFeatures customer(int number) {
        SplittableRandom random = new SplittableRandom(number);
        int kind = number % 10 < 6 ? 0 : number % 10 < 9 ? 1 : 2;
        double orders = new double[] {12, 3, 6}[kind] + random.nextInt(2);
        double monetary = new double[] {2000, 100, 400}[kind] * Math.exp(0.2 * random.nextGaussian());
        Map<String, Object> features = new HashMap<>();
        features.put("recency_days", new double[] {5, 60, 300}[kind] + 3 * random.nextDouble());
        features.put("frequency", orders);
        features.put("monetary", monetary);
        features.put("average_order_value", monetary / orders);
        features.put("profile.newsletter", true);
        features.put("profile.city", "Lisbon");
        return CustomerFeatures.newBuilder()
                .setUserId(id(number))
                .setAsOf(AS_OF)
                .setHalfLifeDays(180)
                .setEvidence((long) orders)
                .setOrders((long) orders)
                .setGross(new BigDecimal("10.0000"))
                .setRefunds(new BigDecimal("0.0000"))
                .setFirstPurchase(null)
                .setLastPurchase(null)
                .setFeatures(features)
                .build();
    }

    @Override
    public void close() {
        producer.close();
    }
}
