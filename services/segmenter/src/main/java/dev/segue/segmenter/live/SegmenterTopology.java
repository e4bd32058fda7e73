package dev.segue.segmenter.live;

import dev.segue.avro.CustomerFeatures;
import dev.segue.avro.ProductTally;
import dev.segue.avro.SegmentChanged;
import dev.segue.avro.SegmentKpis;
import dev.segue.avro.StrategyOutcomes;
import dev.segue.avro.StrategyTriggered;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.AvroSerializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.registry.Subjects;
import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.segmenter.ingest.EventReader;
import dev.segue.segmenter.ingest.EventRules;
import dev.segue.segmenter.ingest.ValidateProcessor;
import dev.segue.segmenter.model.Models;
import dev.segue.segmenter.outbound.Nodes;
import dev.segue.segmenter.recommendation.ProductCounts;
import dev.segue.segmenter.recommendation.Recommendations;
import dev.segue.segmenter.service.SegmenterMetrics;
import dev.segue.segmenter.shared.LatestProcessor;
import dev.segue.segmenter.shared.SharedOutcomes;
import dev.segue.segmenter.tracing.Tracing;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * The segmenter's topology: inputs → validate → customers → segment events, features, KPIs; dead letters from both. One
 * sub-topology: no repartitioning, no join; an event reads and writes its customer's state once.
 */
public final class SegmenterTopology {
    /** Store of the customers: id to {@link dev.segue.segmentation.customer.Customer}. */
    public static final String CUSTOMERS = Customers.STORE;

    /** Store of each task's clock. */
    public static final String CLOCK = SegmentClock.STORE;

    private SegmenterTopology() {}

    /**
     * Registers the schemas of what the topology publishes.
     *
     * @throws dev.segue.avro.registry.SchemaRefusedException when the registry holds one to be incompatible
     * @throws dev.segue.avro.registry.RegistryUnavailableException when the registry does not answer
     */
    public static void registerSchemas(TopicCatalogue topics, SchemaRegistry registry) {
        Subjects.TOPIC_RECORD.register(registry, topics.name(Topic.SEGMENT_EVENTS), SegmentChanged.getClassSchema());
        Subjects.TOPIC_RECORD.register(registry, topics.name(Topic.SEGMENT_EVENTS), StrategyTriggered.getClassSchema());
        Subjects.TOPIC.register(registry, topics.name(Topic.CUSTOMER_FEATURES), CustomerFeatures.getClassSchema());
        Subjects.TOPIC.register(registry, topics.name(Topic.SEGMENT_KPIS), SegmentKpis.getClassSchema());
        Subjects.TOPIC.register(registry, topics.name(Topic.STRATEGY_OUTCOMES), StrategyOutcomes.getClassSchema());
        Subjects.TOPIC.register(registry, topics.name(Topic.PRODUCT_TALLIES), ProductTally.getClassSchema());
        for (Topic topic : new Topic[] {Topic.REQUEST_RECEIPTS, Topic.CUSTOMER_MOVES}) {
            topic.schemas().forEach(schema -> Subjects.TOPIC_RECORD.register(registry, topics.name(topic), schema));
        }
    }

    /** Builds the topology. Nothing is sent or read. */
    public static Topology build(
            TopicCatalogue topics,
            SchemaRegistry registry,
            EventRules rules,
            LiveSettings settings,
            SegmenterMetrics metrics,
            Tracing tracing) {
        EventReader reader = new EventReader(registry, topics, rules);
        String modelsTopic = topics.name(Topic.SEGMENT_MODELS);
        AvroDeserializer<dev.segue.avro.SegmentModel> modelReader =
                new AvroDeserializer<>(registry, Topic.SEGMENT_MODELS.schemas());
        AtomicLong modelRevision = new AtomicLong();
        Topology topology = new Topology();
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(Models.STORE), Serdes.String(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                "segment-models",
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                modelsTopic,
                "model-store",
                () -> new LatestProcessor(Models.STORE, modelRevision));
        AvroDeserializer<StrategyOutcomes> outcomesReader =
                new AvroDeserializer<>(registry, Topic.STRATEGY_OUTCOMES.schemas());
        String outcomesTopic = topics.name(Topic.STRATEGY_OUTCOMES);
        AtomicLong outcomesRevision = new AtomicLong();
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(SharedOutcomes.STORE), Serdes.String(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                "shared-outcomes",
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                outcomesTopic,
                "outcome-store",
                () -> new LatestProcessor(SharedOutcomes.STORE, outcomesRevision));
        String talliesTopic = topics.name(Topic.PRODUCT_TALLIES);
        AtomicLong talliesRevision = new AtomicLong();
        Recommendations recommendations = new Recommendations(
                new AvroDeserializer<>(registry, Topic.PRODUCT_TALLIES.schemas()),
                talliesTopic,
                settings.decay(),
                talliesRevision::get);
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(Recommendations.STORE),
                                Serdes.String(),
                                Serdes.ByteArray())
                        .withLoggingDisabled(),
                "all-product-tallies",
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                talliesTopic,
                "product-tally-store",
                () -> new LatestProcessor(Recommendations.STORE, talliesRevision));
        topology.addSource(
                Nodes.INPUTS,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topics.copartitioned().toArray(String[]::new));
        topology.addProcessor(Nodes.VALIDATE, () -> new ValidateProcessor(reader, metrics, tracing), Nodes.INPUTS);
        topology.addProcessor(
                Nodes.CUSTOMERS,
                () -> new CustomerProcessor(
                        settings,
                        metrics,
                        store -> new Models(store, modelReader, modelsTopic, settings.decay(), modelRevision::get),
                        store -> new SharedOutcomes(store, outcomesReader, outcomesTopic, outcomesRevision::get),
                        recommendations,
                        tracing),
                Nodes.VALIDATE);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(CUSTOMERS), Serdes.String(), Serdes.ByteArray()),
                Nodes.CUSTOMERS);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(SeenPurchases.STORE), Serdes.Bytes(), Serdes.ByteArray()),
                Nodes.CUSTOMERS);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(Timers.STORE), Serdes.Bytes(), Serdes.ByteArray()),
                Nodes.CUSTOMERS);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(HandledRequests.STORE), Serdes.String(), Serdes.Long()),
                Nodes.CUSTOMERS);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(Forwardings.STORE), Serdes.Bytes(), Serdes.ByteArray()),
                Nodes.CUSTOMERS);
        topology.addStateStore(
                // Cached, because it is written with every event and need only be right at each commit.
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(CLOCK), Serdes.String(), Serdes.Long())
                        .withCachingEnabled()
                        .withLoggingEnabled(Map.of()),
                Nodes.CUSTOMERS);
        topology.addStateStore(
                // Cached, because a few cells are written with nearly every event.
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(Kpis.STORE), Serdes.Bytes(), Serdes.ByteArray())
                        .withCachingEnabled(),
                Nodes.CUSTOMERS);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(Outcomes.STORE), Serdes.String(), Serdes.ByteArray())
                        .withCachingEnabled(),
                Nodes.CUSTOMERS);
        topology.addStateStore(
                // In memory, because it is read only when a task starts.
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(ProductCounts.STORE), Serdes.String(), Serdes.ByteArray()),
                Nodes.CUSTOMERS);
        topology.addSink(
                Nodes.SEGMENT_EVENTS,
                topics.name(Topic.SEGMENT_EVENTS),
                new StringSerializer(),
                new AvroSerializer<SpecificRecord>(registry, Subjects.TOPIC_RECORD),
                Nodes.CUSTOMERS);
        topology.addSink(
                Nodes.CUSTOMER_FEATURES,
                topics.name(Topic.CUSTOMER_FEATURES),
                new StringSerializer(),
                new AvroSerializer<CustomerFeatures>(registry, Subjects.TOPIC),
                Nodes.CUSTOMERS);
        topology.addSink(
                Nodes.REQUEST_RECEIPTS,
                topics.name(Topic.REQUEST_RECEIPTS),
                new StringSerializer(),
                new AvroSerializer<SpecificRecord>(registry, Subjects.TOPIC_RECORD),
                Nodes.CUSTOMERS);
        topology.addSink(
                Nodes.SEGMENT_KPIS,
                topics.name(Topic.SEGMENT_KPIS),
                new StringSerializer(),
                new AvroSerializer<SegmentKpis>(registry, Subjects.TOPIC),
                Nodes.CUSTOMERS);
        topology.addSink(
                Nodes.STRATEGY_OUTCOMES,
                topics.name(Topic.STRATEGY_OUTCOMES),
                new StringSerializer(),
                new AvroSerializer<StrategyOutcomes>(registry, Subjects.TOPIC),
                Nodes.CUSTOMERS);
        topology.addSink(
                Nodes.PRODUCT_TALLIES,
                talliesTopic,
                new StringSerializer(),
                new AvroSerializer<ProductTally>(registry, Subjects.TOPIC),
                Nodes.CUSTOMERS);
        topology.addSink(
                Nodes.CUSTOMER_MOVES,
                topics.name(Topic.CUSTOMER_MOVES),
                new StringSerializer(),
                new AvroSerializer<SpecificRecord>(registry, Subjects.TOPIC_RECORD),
                Nodes.CUSTOMERS);
        topology.addSink(
                Nodes.DEAD_LETTERS,
                topics.name(Topic.DEAD_LETTERS),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                Nodes.VALIDATE,
                Nodes.CUSTOMERS);
        return topology;
    }
}
