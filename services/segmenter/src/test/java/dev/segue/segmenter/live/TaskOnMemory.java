package dev.segue.segmenter.live;

import dev.segue.avro.CustomerFeatures;
import dev.segue.avro.ProductTally;
import dev.segue.avro.SegmentChanged;
import dev.segue.avro.SegmentKpis;
import dev.segue.avro.SegmentModel;
import dev.segue.avro.StrategyOutcomes;
import dev.segue.avro.StrategyTriggered;
import dev.segue.avro.mapping.SegmentModelRecords;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.AvroSerializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.registry.Subjects;
import dev.segue.avro.topics.Topic;
import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.event.CustomerEvent;
import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.event.SiteVisit;
import dev.segue.segmenter.ingest.CustomerRequest;
import dev.segue.segmenter.ingest.Incoming;
import dev.segue.segmenter.ingest.Original;
import dev.segue.segmenter.model.Models;
import dev.segue.segmenter.recommendation.ProductCounts;
import dev.segue.segmenter.recommendation.Recommendations;
import dev.segue.segmenter.service.SegmenterMetrics;
import dev.segue.segmenter.shared.SharedOutcomes;
import dev.segue.segmenter.tracing.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * One task's processor on stores in memory that outlive it: for what has to survive a restart, and for counting what an
 * event reads and writes.
 */
final class TaskOnMemory {
    /** Calls a store has had, by store and method: {@code customers.get}. */
    final Map<String, Integer> calls = new TreeMap<>();

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private LiveSettings settings;
    private final SchemaRegistry registry = SchemaRegistry.at("mock://" + UUID.randomUUID(), Map.of());
    private final Map<String, KeyValueStore<?, ?>> stores = new HashMap<>();
    private final Map<String, KeyValueStore<?, ?>> bare = new HashMap<>();
    private MockProcessorContext<Object, Object> context;
    private CustomerProcessor processor;
    private final AtomicLong modelRevision = new AtomicLong();
    private Instant wall = Segue.WALL;

    @SuppressWarnings("NullAway.Init") // restart() makes context and processor.
    TaskOnMemory(LiveSettings settings) {
        this.settings = settings;
        MockProcessorContext<Object, Object> first = new MockProcessorContext<>(new Properties());
        add(first, Customers.STORE, Serdes.String(), Serdes.ByteArray());
        add(first, SeenPurchases.STORE, Serdes.Bytes(), Serdes.ByteArray());
        add(first, Timers.STORE, Serdes.Bytes(), Serdes.ByteArray());
        add(first, HandledRequests.STORE, Serdes.String(), Serdes.Long());
        add(first, Forwardings.STORE, Serdes.Bytes(), Serdes.ByteArray());
        add(first, SegmentClock.STORE, Serdes.String(), Serdes.Long());
        add(first, Kpis.STORE, Serdes.Bytes(), Serdes.ByteArray());
        add(first, Outcomes.STORE, Serdes.String(), Serdes.ByteArray());
        add(first, SharedOutcomes.STORE, Serdes.String(), Serdes.ByteArray());
        add(first, ProductCounts.STORE, Serdes.String(), Serdes.ByteArray());
        add(first, Recommendations.STORE, Serdes.String(), Serdes.ByteArray());
        add(first, Models.STORE, Serdes.String(), Serdes.ByteArray());
        restart();
    }

    /** Stops the task where it is, and starts another on the same stores. */
    void restart() {
        context = new MockProcessorContext<>(new Properties());
        context.setRecordMetadata("test", 0, 0);
        context.setCurrentSystemTimeMs(wall.toEpochMilli());
        stores.forEach((name, store) -> context.addStateStore(store));
        processor = new CustomerProcessor(
                settings,
                new SegmenterMetrics(meters),
                store -> new Models(
                        store,
                        new AvroDeserializer<SegmentModel>(registry, Topic.SEGMENT_MODELS.schemas()),
                        "models",
                        settings.decay(),
                        modelRevision::incrementAndGet),
                store -> new SharedOutcomes(
                        store,
                        new AvroDeserializer<StrategyOutcomes>(registry, Topic.STRATEGY_OUTCOMES.schemas()),
                        "outcomes",
                        modelRevision::incrementAndGet),
                new Recommendations(
                        new AvroDeserializer<ProductTally>(registry, Topic.PRODUCT_TALLIES.schemas()),
                        "tallies",
                        settings.decay(),
                        () -> 0),
                Tracing.passingOn());
        processor.init(context);
    }

    /**
     * Closes the processor, takes back what was counted of triggers, and begins again with the very same processor, as Kafka
     * Streams does when a transaction failed.
     */
    void undoAndBeginAgain() {
        processor.close();
        KeyValueStore<String, byte[]> outcomes = store(Outcomes.STORE);
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = outcomes.all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        keys.forEach(outcomes::delete);
        processor.init(context);
    }

    /** The same, with other settings. */
    void restart(LiveSettings other) {
        settings = other;
        restart();
    }

    void model(dev.segue.segmentation.assignment.SegmentModel model) {
        byte[] bytes = new AvroSerializer<SegmentModel>(registry, Subjects.TOPIC)
                .serialize("models", SegmentModelRecords.toRecord(model));
        this.<String, byte[]>store(Models.STORE).put(model.segmentation(), bytes);
    }

    void process(String customer, CustomerEvent event) {
        processor.process(new Record<>(
                customer, new Incoming(event, new Original("test", customer, new byte[0])), wall.toEpochMilli()));
    }

    void erase(String customer) {
        processor.process(new Record<>(
                customer,
                new CustomerRequest.Erase("erase-" + customer, 0, new Original("test", customer, new byte[0])),
                wall.toEpochMilli()));
    }

    void buy(String customer, String id, Instant at, long units) {
        process(customer, order(id, at, Order.Kind.PURCHASE, units));
    }

    static Order order(String id, Instant at, Order.Kind kind, long units) {
        return new Order(
                id,
                at.toEpochMilli(),
                at.toEpochMilli(),
                kind,
                "web",
                false,
                0,
                List.of(new Order.Line("p1", "wine", units * 10_000, 1, 0)));
    }

    static SiteVisit visit(String id, Instant at) {
        return new SiteVisit(id, at.toEpochMilli());
    }

    /** Lets wall-clock time pass and the processor have its tick. */
    void pass(Duration time) {
        wall = wall.plus(time);
        context.setCurrentSystemTimeMs(wall.toEpochMilli());
        context.scheduledPunctuators().stream()
                .filter(scheduled -> scheduled.getType() == PunctuationType.WALL_CLOCK_TIME && !scheduled.cancelled())
                .forEach(scheduled -> scheduled.getPunctuator().punctuate(wall.toEpochMilli()));
    }

    /** The changes published since last asked for. */
    List<SegmentChanged> changes() {
        return published(SegmentChanged.class);
    }

    /** The triggers published since last asked for. */
    List<StrategyTriggered> triggers() {
        return published(StrategyTriggered.class);
    }

    /** The outcomes published since last asked for. */
    List<StrategyOutcomes> outcomes() {
        return published(StrategyOutcomes.class);
    }

    /** The KPIs published since last asked for. */
    List<SegmentKpis> kpis() {
        return published(SegmentKpis.class);
    }

    /** The tallies published since last asked for. */
    List<ProductTally> tallies() {
        return published(ProductTally.class);
    }

    /** The features published since last asked for. */
    List<CustomerFeatures> features() {
        return published(CustomerFeatures.class);
    }

    /** Its store of customers, as seen by someone who keeps so many in memory. */
    Customers customers(int mostInMemory) {
        return new Customers(store(Customers.STORE), mostInMemory);
    }

    Customer known(String id) {
        return Customer.decode(Objects.requireNonNull(
                this.<String, byte[]>bareStore(Customers.STORE).get(id), "no customer " + id));
    }

    /** Makes a customer's state in the store one that cannot be read. */
    void spoil(String id) {
        this.<String, byte[]>bareStore(Customers.STORE).put(id, new byte[] {99});
    }

    int storedBytes(String id) {
        return Objects.requireNonNull(
                        this.<String, byte[]>bareStore(Customers.STORE).get(id))
                .length;
    }

    long entries(String store) {
        return bareStore(store).approximateNumEntries();
    }

    double count(String name) {
        return meters.find(name).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    private <T> List<T> published(Class<T> type) {
        List<T> values = context.forwarded().stream()
                .map(forward -> forward.record().value())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
        context.resetForwards();
        return values;
    }

    private <K, V> void add(MockProcessorContext<Object, Object> first, String name, Serde<K> keys, Serde<V> values) {
        KeyValueStore<K, V> store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, values)
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store.init(first.getStateStoreContext(), store);
        bare.put(name, store);
        stores.put(name, counting(name, store));
    }

    private KeyValueStore<?, ?> counting(String name, KeyValueStore<?, ?> store) {
        return (KeyValueStore<?, ?>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {KeyValueStore.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("name")) {
                        calls.merge(name + "." + method.getName(), 1, Integer::sum);
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @SuppressWarnings("unchecked") // Stores are put in by add(), under their names.
    private <K, V> KeyValueStore<K, V> store(String name) {
        return (KeyValueStore<K, V>) Objects.requireNonNull(stores.get(name));
    }

    @SuppressWarnings("unchecked")
    private <K, V> KeyValueStore<K, V> bareStore(String name) {
        return (KeyValueStore<K, V>) Objects.requireNonNull(bare.get(name));
    }
}
