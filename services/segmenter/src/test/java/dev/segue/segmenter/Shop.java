package dev.segue.segmenter;

import dev.segue.avro.OrderLine;
import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import dev.segue.avro.SegmentChanged;
import dev.segue.avro.StrategyTriggered;
import dev.segue.avro.mapping.SegmentKpisRecords;
import dev.segue.avro.mapping.SegmentModelRecords;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.AvroSerializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.registry.Subjects;
import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.segmentation.assignment.FlapControl;
import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Quality;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.assignment.Transform;
import dev.segue.segmentation.kpi.KpiCell;
import dev.segue.segmentation.kpi.SegmentKpis;
import dev.segue.testkit.TestStack;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A shop on a real broker: what others than the segmenter do to its topics, under a prefix of its own. */
final class Shop implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final int PARTITIONS = 2;

    final TestStack stack;
    final TopicCatalogue topics;
    final SchemaRegistry registry;
    final Admin admin;

    private final AvroSerializer<SpecificRecord> serializer;
    private final KafkaProducer<String, byte[]> producer;
    private final Queue<Exception> unsent = new ConcurrentLinkedQueue<>();

    Shop(TestStack stack) {
        this.stack = stack;
        this.topics = new TopicCatalogue(stack.uniquePrefix());
        this.registry = SchemaRegistry.at(stack.registryUrl(), Map.of());
        this.serializer = new AvroSerializer<>(registry, Subjects.TOPIC);
        this.admin = Admin.create(Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()));
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "linger.ms", 5),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Creates all topics. */
    Shop open() {
        topics.create(admin, PARTITIONS);
        return this;
    }

    /** What the segmenter needs to know, as properties. */
    Map<String, Object> properties(String registryUrl, String stateDir) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("kafka.bootstrap.servers", stack.bootstrapServers());
        properties.put("schema.registry.url", registryUrl);
        properties.put("segue.prefix", topics.prefix());
        properties.put("segue.clock", "event");
        properties.put("segue.segmenter.state-dir", stateDir);
        properties.put("segue.segmenter.threads", 1);
        properties.put("micronaut.server.port", -1);
        properties.put("micronaut.server.host", "127.0.0.1");
        properties.put("micronaut.health.monitor.enabled", false);
        return properties;
    }

    void send(Topic topic, String customer, SpecificRecord record) {
        String name = topics.name(topic);
        send(topic, customer, Objects.requireNonNull(serializer.serialize(name, record)));
    }

    void send(Topic topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topics.name(topic), key, value), (sent, failure) -> {
            if (failure != null) {
                unsent.add(failure);
            }
        });
    }

    /** Sends what only fits compressed, and waits for it. */
    void sendCompressed(Topic topic, String key, byte[] value) {
        try (KafkaProducer<String, byte[]> compressing = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        stack.bootstrapServers(),
                        "compression.type",
                        "gzip",
                        "max.request.size",
                        2 * value.length),
                new StringSerializer(),
                new ByteArraySerializer())) {
            compressing.send(new ProducerRecord<>(topics.name(topic), key, value));
        }
    }

    /** Sends a request about a customer. */
    void request(String key, SpecificRecord request) {
        String name = topics.name(Topic.CUSTOMER_REQUESTS);
        send(
                Topic.CUSTOMER_REQUESTS,
                key,
                Objects.requireNonNull(new AvroSerializer<>(registry, Subjects.TOPIC_RECORD).serialize(name, request)));
    }

    /** Has the compacted topics rolled and compacted as soon as may be. */
    void compactSoon() throws ExecutionException, InterruptedException {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (String topic : compactedTopics()) {
            changes.put(
                    new ConfigResource(ConfigResource.Type.TOPIC, topic),
                    Map.of("segment.ms", "500", "min.cleanable.dirty.ratio", "0.0").entrySet().stream()
                            .map(setting -> new AlterConfigOp(
                                    new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                            .toList());
        }
        admin.incrementalAlterConfigs(changes).all().get();
    }

    /** All records of all compacted topics as they lie there, the segmenter's changelogs among them. */
    List<Raw> compacted() throws ExecutionException, InterruptedException {
        List<Raw> records = new ArrayList<>();
        for (String topic : compactedTopics()) {
            records.addAll(raw(topic));
        }
        return records;
    }

    /** Of those the ones that a reader goes by: of each topic and key the last in its partition, unless it is a tombstone. */
    List<Raw> live() throws ExecutionException, InterruptedException {
        Map<List<Object>, Raw> latest = new HashMap<>();
        for (Raw record : compacted()) {
            latest.put(List.of(record.partition(), ByteBuffer.wrap(record.key())), record);
        }
        return latest.values().stream().filter(record -> record.value() != null).toList();
    }

    /** All records of a topic. */
    List<Raw> raw(Topic topic) {
        return raw(topics.name(topic));
    }

    private List<String> compactedTopics() throws ExecutionException, InterruptedException {
        List<ConfigResource> ours = admin.listTopics().names().get().stream()
                .filter(topic -> topic.startsWith(topics.prefix()))
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        List<String> compacted = admin.describeConfigs(ours).all().get().entrySet().stream()
                .filter(topic -> topic.getValue()
                        .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                        .value()
                        .contains(TopicConfig.CLEANUP_POLICY_COMPACT))
                .map(topic -> topic.getKey().name())
                .toList();
        if (!compacted.contains(topics.name(Topic.CUSTOMER_FEATURES))
                || compacted.stream().noneMatch(topic -> topic.endsWith("-changelog"))) {
            throw new IllegalStateException("compacted topics are missing: " + compacted);
        }
        return compacted;
    }

    /**
     * Waits until the broker has all that was sent.
     *
     * @throws IllegalStateException if it did not take something: whatever a test waits for then would never come
     */
    void flush() {
        producer.flush();
        if (!unsent.isEmpty()) {
            throw new IllegalStateException(
                    "the broker did not take %d records".formatted(unsent.size()), unsent.element());
        }
    }

    void publish(SegmentModel model) {
        send(Topic.SEGMENT_MODELS, model.segmentation(), SegmentModelRecords.toRecord(model));
        flush();
    }

    /** All segment changes so far, as a consumer sees them that reads what is committed. */
    List<ConsumerRecord<String, SegmentChanged>> changes() {
        return read(Topic.SEGMENT_EVENTS).stream().flatMap(this::change).toList();
    }

    /** All triggers so far, as such a consumer sees them. */
    List<StrategyTriggered> triggers() {
        return read(Topic.SEGMENT_EVENTS).stream().flatMap(this::trigger).toList();
    }

    /** Tells of each segment change as soon as it is committed, from the first on, until it is to end. */
    void follow(Consumer<ConsumerRecord<String, SegmentChanged>> told, BooleanSupplier end) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            Collection<TopicPartition> partitions =
                    offsets(Topic.SEGMENT_EVENTS).keySet();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!end.getAsBoolean()) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> change(record).forEach(told));
            }
        }
    }

    /** What the KPIs of each segment and day come to, all partitions together. */
    Map<KpiCell, SegmentKpis> kpis() {
        AvroDeserializer<dev.segue.avro.SegmentKpis> deserializer =
                new AvroDeserializer<>(registry, Topic.SEGMENT_KPIS.schemas());
        Map<String, dev.segue.avro.SegmentKpis> latest = new HashMap<>();
        read(Topic.SEGMENT_KPIS)
                .forEach(record -> latest.put(
                        record.key(),
                        Objects.requireNonNull(deserializer.deserialize(record.topic(), record.value()))));
        Map<KpiCell, SegmentKpis> cells = new HashMap<>();
        latest.values()
                .forEach(record -> cells.merge(
                        SegmentKpisRecords.cell(record), SegmentKpisRecords.fromRecord(record), SegmentKpis::plus));
        return cells;
    }

    List<ConsumerRecord<String, byte[]>> deadLetters() {
        return read(Topic.DEAD_LETTERS);
    }

    /** The partition of a customer, as producers choose it. */
    static int partition(String customer) {
        return BuiltInPartitioner.partitionForKey(customer.getBytes(StandardCharsets.UTF_8), PARTITIONS);
    }

    /** How many records are readable in a topic. */
    long committed(Topic topic) {
        return offsets(topic).values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many records of the input topics the segmenter has not committed yet. */
    long lag() {
        try {
            Map<TopicPartition, OffsetAndMetadata> done = admin.listConsumerGroupOffsets(topics.prefix() + "segmenter")
                    .partitionsToOffsetAndMetadata()
                    .get();
            long lag = 0;
            for (Topic topic : Topic.inputs()) {
                for (Map.Entry<TopicPartition, Long> end : offsets(topic).entrySet()) {
                    OffsetAndMetadata at = done.get(end.getKey());
                    lag += end.getValue() - (at == null ? 0 : at.offset());
                }
            }
            return lag;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<TopicPartition, Long> offsets(Topic topic) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            wanted.put(new TopicPartition(topics.name(topic), partition), OffsetSpec.latest());
        }
        try {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            admin.listOffsets(
                            wanted,
                            new org.apache.kafka.clients.admin.ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get()
                    .forEach((partition, info) -> offsets.put(partition, info.offset()));
            return offsets;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A record as it lies in a topic.
     *
     * @param headers names and values of its headers
     */
    @SuppressWarnings("ArrayRecordComponent") // Searched, never compared.
    record Raw(TopicPartition partition, byte[] key, byte @Nullable [] value, List<byte[]> headers) {
        private static Raw of(ConsumerRecord<byte[], byte[]> record) {
            List<byte[]> headers = new ArrayList<>();
            record.headers().forEach(header -> {
                headers.add(header.key().getBytes(StandardCharsets.UTF_8));
                if (header.value() != null) {
                    headers.add(header.value());
                }
            });
            return new Raw(
                    new TopicPartition(record.topic(), record.partition()), record.key(), record.value(), headers);
        }
    }

    private List<Raw> raw(String topic) {
        List<Raw> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> records.add(Raw.of(record)));
            }
        }
        return records;
    }

    private List<ConsumerRecord<String, byte[]>> read(Topic topic) {
        Map<TopicPartition, Long> ends = offsets(topic);
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** Nothing where a strategy fired. */
    private Stream<ConsumerRecord<String, SegmentChanged>> change(ConsumerRecord<String, byte[]> record) {
        return outbound(record) instanceof SegmentChanged change
                ? Stream.of(withValue(record, change))
                : Stream.empty();
    }

    /** Nothing where a customer moved. */
    private Stream<StrategyTriggered> trigger(ConsumerRecord<String, byte[]> record) {
        return outbound(record) instanceof StrategyTriggered trigger ? Stream.of(trigger) : Stream.empty();
    }

    private @Nullable SpecificRecord outbound(ConsumerRecord<String, byte[]> record) {
        return new AvroDeserializer<SpecificRecord>(registry, Topic.SEGMENT_EVENTS.schemas())
                .deserialize(record.topic(), record.value());
    }

    private static <V> ConsumerRecord<String, V> withValue(ConsumerRecord<String, ?> record, V value) {
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                record.serializedKeySize(),
                record.serializedValueSize(),
                record.key(),
                value,
                record.headers(),
                record.leaderEpoch());
    }

    static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    static Purchase order(PurchaseType type, String customer, String id, Instant at, String price) {
        return Purchase.newBuilder()
                .setMessageId(id)
                .setUserId(customer)
                .setTimestamp(at)
                .setType(type)
                .setOrderId("order-" + id)
                .setCurrency("GBP")
                .setChannel("web")
                .setProducts(List.of(OrderLine.newBuilder()
                        .setProductId("p1")
                        .setCategory("wine")
                        .setPrice(new BigDecimal(price).setScale(4))
                        .setQuantity(1)
                        .build()))
                .build();
    }

    static Purchase purchase(String customer, String id, Instant at, String price) {
        return order(PurchaseType.PURCHASE, customer, id, at, price);
    }

    /** Two segments along the net money: {@code low} at 0, {@code high} at 100. */
    static SegmentModel model(long version) {
        return new SegmentModel(
                "value",
                version,
                null,
                START,
                START,
                List.of(new ModelFeature(
                        "monetary", Transform.NONE, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, 1, 1)),
                List.of(
                        new Segment("value-1", "low", "Low", new double[] {0}, new double[] {0}, 1, 1),
                        new Segment("value-2", "high", "High", new double[] {100}, new double[] {100}, 1, 1)),
                new Quality(2, 0, 1, 1, 0, 1),
                new FlapControl(0, Duration.ZERO, 1),
                List.of(),
                2,
                1);
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
