package dev.segue.segmenter.live;

import dev.segue.avro.CampaignEvent;
import dev.segue.avro.CampaignEventType;
import dev.segue.avro.CustomerErased;
import dev.segue.avro.CustomerFeatures;
import dev.segue.avro.CustomerProfile;
import dev.segue.avro.CustomersMerged;
import dev.segue.avro.Feedback;
import dev.segue.avro.FeedbackType;
import dev.segue.avro.OrderLine;
import dev.segue.avro.ProductTally;
import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import dev.segue.avro.SegmentChanged;
import dev.segue.avro.SegmentKpis;
import dev.segue.avro.StrategyOutcomes;
import dev.segue.avro.StrategyTriggered;
import dev.segue.avro.Visit;
import dev.segue.avro.mapping.ModelKey;
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
import dev.segue.segmentation.assignment.Release;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.assignment.Transform;
import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.strategy.Playbook;
import dev.segue.segmenter.ingest.EventRules;
import dev.segue.segmenter.model.Models;
import dev.segue.segmenter.service.SegmenterMetrics;
import dev.segue.segmenter.tracing.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The segmenter's topology in a test driver, with a registry in memory, and what tests say to it. */
final class Segue implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    /** The wall clock when a test begins: long after the events, as in a replay. */
    static final Instant WALL = START.plus(Duration.ofDays(200));

    static final TopicCatalogue TOPICS = new TopicCatalogue("test.");
    static final Decay DECAY = Decay.halfLife(Duration.ofDays(90));

    /** Lets every move through, from the first order on. */
    static final FlapControl FREE = new FlapControl(0, Duration.ZERO, 1);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final TestOutputTopic<String, SegmentChanged> changes;
    final TestOutputTopic<String, CustomerFeatures> features;
    final TestOutputTopic<String, SpecificRecord> receipts;
    final TestOutputTopic<String, SegmentKpis> kpis;
    final TestOutputTopic<String, StrategyOutcomes> outcomes;
    final TestOutputTopic<String, SpecificRecord> moves;
    final TestOutputTopic<String, ProductTally> tallies;
    final TestOutputTopic<byte[], byte[]> deadLetters;

    private final Path stateDir;
    private final SchemaRegistry registry = SchemaRegistry.at("mock://" + UUID.randomUUID(), Map.of());
    private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>(registry, Subjects.TOPIC);
    private final AvroSerializer<SpecificRecord> unionSerializer =
            new AvroSerializer<>(registry, Subjects.TOPIC_RECORD);
    private final TopologyTestDriver driver;
    private final Map<Topic, TestInputTopic<String, SpecificRecord>> inputs = new EnumMap<>(Topic.class);

    Segue(Path stateDir, ClockMode clock) {
        this(stateDir, settings(clock, 500));
    }

    Segue(Path stateDir, LiveSettings settings) {
        this(stateDir, settings, Tracing.passingOn());
    }

    Segue(Path stateDir, LiveSettings settings, Tracing tracing) {
        this.stateDir = stateDir;
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:9092");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        driver = new TopologyTestDriver(
                SegmenterTopology.build(
                        TOPICS,
                        registry,
                        new EventRules("GBP", Duration.ofMinutes(5)),
                        settings,
                        new SegmenterMetrics(meters),
                        tracing),
                properties,
                WALL);
        changes = driver.createOutputTopic(
                TOPICS.name(Topic.SEGMENT_EVENTS),
                new StringDeserializer(),
                new AvroDeserializer<SegmentChanged>(registry, List.of(SegmentChanged.getClassSchema())));
        features = driver.createOutputTopic(
                TOPICS.name(Topic.CUSTOMER_FEATURES),
                new StringDeserializer(),
                new AvroDeserializer<CustomerFeatures>(registry, Topic.CUSTOMER_FEATURES.schemas()));
        receipts = driver.createOutputTopic(
                TOPICS.name(Topic.REQUEST_RECEIPTS),
                new StringDeserializer(),
                new AvroDeserializer<SpecificRecord>(registry, Topic.REQUEST_RECEIPTS.schemas()));
        outcomes = driver.createOutputTopic(
                TOPICS.name(Topic.STRATEGY_OUTCOMES),
                new StringDeserializer(),
                new AvroDeserializer<StrategyOutcomes>(registry, Topic.STRATEGY_OUTCOMES.schemas()));
        kpis = driver.createOutputTopic(
                TOPICS.name(Topic.SEGMENT_KPIS),
                new StringDeserializer(),
                new AvroDeserializer<SegmentKpis>(registry, Topic.SEGMENT_KPIS.schemas()));
        tallies = driver.createOutputTopic(
                TOPICS.name(Topic.PRODUCT_TALLIES),
                new StringDeserializer(),
                new AvroDeserializer<ProductTally>(registry, Topic.PRODUCT_TALLIES.schemas()));
        moves = driver.createOutputTopic(
                TOPICS.name(Topic.CUSTOMER_MOVES),
                new StringDeserializer(),
                new AvroDeserializer<SpecificRecord>(registry, Topic.CUSTOMER_MOVES.schemas()));
        deadLetters = driver.createOutputTopic(
                TOPICS.name(Topic.DEAD_LETTERS), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static LiveSettings settings(ClockMode clock, int snapshotsPerSecond) {
        return settings(clock, snapshotsPerSecond, 100);
    }

    /** Event time, with something to do. */
    static LiveSettings settings(Playbook... playbooks) {
        return new LiveSettings(ClockMode.EVENT, DECAY, Duration.ofSeconds(5), 500, 100, "/test", List.of(playbooks));
    }

    static LiveSettings settings(ClockMode clock, int snapshotsPerSecond, int customersInMemory) {
        return new LiveSettings(
                clock, DECAY, Duration.ofSeconds(5), snapshotsPerSecond, customersInMemory, "/test", List.of());
    }

    /** What came out on the outbound topic since it was last read, changes and triggers, in order. */
    List<TestRecord<String, SpecificRecord>> outbound() {
        return driver.createOutputTopic(
                        TOPICS.name(Topic.SEGMENT_EVENTS),
                        new StringDeserializer(),
                        new AvroDeserializer<SpecificRecord>(registry, Topic.SEGMENT_EVENTS.schemas()))
                .readRecordsToList();
    }

    /** The triggers among it. */
    List<StrategyTriggered> triggers() {
        return outbound().stream()
                .map(TestRecord::value)
                .filter(StrategyTriggered.class::isInstance)
                .map(StrategyTriggered.class::cast)
                .toList();
    }

    void send(Topic topic, String customer, @Nullable SpecificRecord record) {
        inputs.computeIfAbsent(
                        topic,
                        t -> driver.createInputTopic(
                                TOPICS.name(t),
                                new StringSerializer(),
                                t.schemas().size() > 1 ? unionSerializer : serializer))
                .pipeInput(new TestRecord<>(customer, record, WALL));
    }

    /** Asks for a customer's erasure. */
    void erase(String customer, String request, Instant at) {
        send(
                Topic.CUSTOMER_REQUESTS,
                customer,
                CustomerErased.newBuilder()
                        .setMessageId(request)
                        .setUserId(customer)
                        .setTimestamp(at)
                        .build());
    }

    /** Says that a customer is another. */
    void merge(String from, String into, String request, Instant at) {
        send(
                Topic.CUSTOMER_REQUESTS,
                from,
                CustomersMerged.newBuilder()
                        .setMessageId(request)
                        .setUserId(into)
                        .setMerged(from)
                        .setTimestamp(at)
                        .build());
    }

    /** Delivers what the segmenter has sent to itself. */
    void sendMove(String customer, SpecificRecord move) {
        send(Topic.CUSTOMER_MOVES, customer, move);
    }

    /** The keys and values of all stores of customers, each as one text of Latin-1 characters. */
    List<String> everythingStored() {
        List<String> entries = new ArrayList<>();
        driver.getAllStateStores().forEach((name, store) -> {
            if (!name.equals(Models.STORE) && store instanceof KeyValueStore<?, ?> keyValues) {
                try (KeyValueIterator<?, ?> all = keyValues.all()) {
                    all.forEachRemaining(entry -> entries.add(text(entry.key) + " " + text(entry.value)));
                }
            }
        });
        return entries;
    }

    private static String text(Object part) {
        return switch (part) {
            case byte[] bytes -> new String(bytes, StandardCharsets.ISO_8859_1);
            case Bytes bytes -> new String(bytes.get(), StandardCharsets.ISO_8859_1);
            default -> part.toString();
        };
    }

    /** Makes a customer's state one that cannot be read. */
    void spoil(String id) {
        driver.<String, byte[]>getKeyValueStore(SegmenterTopology.CUSTOMERS).put(id, new byte[] {99});
    }

    void buy(String customer, String id, Instant at, String price) {
        send(Topic.PURCHASES, customer, purchase(customer, id, at, price));
    }

    void sendRaw(Topic topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        TestInputTopic<byte[], byte[]> input =
                driver.createInputTopic(TOPICS.name(topic), new ByteArraySerializer(), new ByteArraySerializer());
        input.pipeInput(new TestRecord<>(key, value, headers, WALL));
    }

    byte[] bytes(Topic topic, SpecificRecord record) {
        byte[] bytes = serializer.serialize(TOPICS.name(topic), record);
        return Objects.requireNonNull(bytes);
    }

    /** Gives a writer's own schema its id. */
    int register(Topic topic, Schema schema) {
        return registry.register(TOPICS.name(topic) + "-value", schema);
    }

    /** Puts a model in force and lets the customers be swept. */
    void publish(SegmentModel model) {
        send(Topic.SEGMENT_MODELS, model.segmentation(), SegmentModelRecords.toRecord(model));
        pass(Duration.ofSeconds(1));
    }

    /** Keeps a version under its own key. */
    void archive(SegmentModel model, Release.Status status) {
        send(
                Topic.SEGMENT_MODELS,
                ModelKey.archived(model.segmentation(), model.version()).text(),
                SegmentModelRecords.toRecord(model.released(Release.PUBLISHED.as(status))));
        pass(Duration.ofSeconds(1));
    }

    /** Lets wall-clock time pass. */
    void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    @Nullable
    Customer customer(String id) {
        byte[] bytes = driver.<String, byte[]>getKeyValueStore(SegmenterTopology.CUSTOMERS)
                .get(id);
        return bytes == null ? null : Customer.decode(bytes);
    }

    /** The customer, who must be there. */
    Customer known(String id) {
        return Objects.requireNonNull(customer(id), "no customer " + id);
    }

    /** The customer as stored. */
    byte[] stored(String id) {
        return driver.<String, byte[]>getKeyValueStore(SegmenterTopology.CUSTOMERS)
                .get(id);
    }

    /** Whose timers stand in the store, the earliest first: one mention an entry. */
    List<Timers.Due> timers() {
        List<Timers.Due> timers = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries =
                driver.<Bytes, byte[]>getKeyValueStore(Timers.STORE).all()) {
            entries.forEachRemaining(entry -> {
                ByteBuffer key = ByteBuffer.wrap(entry.key.get());
                timers.add(new Timers.Due(
                        key.getLong(), StandardCharsets.UTF_8.decode(key).toString()));
            });
        }
        return timers;
    }

    /** What the task holds to be now on event time. */
    Instant eventClock() {
        return Instant.ofEpochMilli(
                driver.<String, Long>getKeyValueStore(SegmenterTopology.CLOCK).get(SegmentClock.STORE));
    }

    /** A moment after a test's begin, in days. */
    static Instant day(double days) {
        return START.plusMillis(Math.round(days * Duration.ofDays(1).toMillis()));
    }

    double timersFired() {
        return count("segue.timers.fired");
    }

    double count(String name, String... tags) {
        return meters.find(name).tags(tags).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    /**
     * Ends it, and goes on with the state there is in files, under other settings. Models have to be published again.
     *
     * @param elsewhere directory of the state from now on, not there yet
     */
    Segue restarted(Path elsewhere, LiveSettings settings) throws IOException {
        // The driver deletes its own directory when it is closed; with each record it has flushed the stores.
        try (Stream<Path> files = Files.walk(stateDir)) {
            for (Path file : files.toList()) {
                Files.copy(file, elsewhere.resolve(stateDir.relativize(file)));
            }
        }
        close();
        return new Segue(elsewhere, settings);
    }

    @Override
    public void close() {
        driver.close();
    }

    static Purchase purchase(String customer, String id, Instant at, String price) {
        return Purchase.newBuilder()
                .setMessageId(id)
                .setUserId(customer)
                .setTimestamp(at)
                .setType(PurchaseType.PURCHASE)
                .setOrderId("order-" + id)
                .setCurrency("GBP")
                .setChannel("web")
                .setProducts(List.of(line(price, 1)))
                .build();
    }

    static Visit visit(String customer, String id, Instant at) {
        return Visit.newBuilder()
                .setMessageId(id)
                .setUserId(customer)
                .setTimestamp(at)
                .build();
    }

    static CampaignEvent campaign(String customer, String id, Instant at, CampaignEventType type) {
        return CampaignEvent.newBuilder()
                .setMessageId(id)
                .setUserId(customer)
                .setTimestamp(at)
                .setType(type)
                .setCampaignId("spring")
                .build();
    }

    static CustomerProfile profile(String customer, String id, Instant at, Map<String, Object> traits) {
        return CustomerProfile.newBuilder()
                .setMessageId(id)
                .setUserId(customer)
                .setTimestamp(at)
                .setTraits(traits)
                .build();
    }

    static Feedback feedback(String customer, String id, Instant at, FeedbackType type, @Nullable Integer score) {
        return Feedback.newBuilder()
                .setMessageId(id)
                .setUserId(customer)
                .setTimestamp(at)
                .setType(type)
                .setScore(score)
                .build();
    }

    static OrderLine line(String price, int quantity) {
        return OrderLine.newBuilder()
                .setProductId("p1")
                .setCategory("wine")
                .setPrice(new BigDecimal(price).setScale(4))
                .setQuantity(quantity)
                .build();
    }

    /** Two segments along one feature, unscaled: {@code low} at the first centroid, {@code high} at the second. */
    static SegmentModel model(long version, String feature, double low, double high, FlapControl control) {
        return model(version, feature, low, high, control, "High");
    }

    /** The same, the second segment of another label. */
    static SegmentModel model(
            long version, String feature, double low, double high, FlapControl control, String highLabel) {
        return new SegmentModel(
                "value",
                version,
                null,
                START,
                START,
                List.of(new ModelFeature(
                        feature, Transform.NONE, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, 1, 1)),
                List.of(
                        new Segment("value-1", "low", "Low", new double[] {low}, new double[] {low}, 1, 1),
                        new Segment("value-2", "high", highLabel, new double[] {high}, new double[] {high}, 1, 1)),
                new Quality(2, 0, 1, 1, 0, 1),
                control,
                List.of(),
                2,
                1);
    }
}
