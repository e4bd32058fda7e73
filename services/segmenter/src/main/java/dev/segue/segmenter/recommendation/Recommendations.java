package dev.segue.segmenter.recommendation;

import dev.segue.avro.ProductTally;
import dev.segue.avro.mapping.ProductTallyRecords;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.RegistryUnavailableException;
import dev.segue.avro.registry.UndecodableException;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.recommendation.Pair;
import dev.segue.segmentation.recommendation.ProductMemory;
import dev.segue.segmentation.recommendation.Recommendation;
import dev.segue.segmentation.recommendation.Recommender;
import dev.segue.segmentation.recommendation.Recommender.SegmentOf;
import dev.segue.segmentation.recommendation.TopList;
import dev.segue.segmentation.recommendation.TopProducts;
import dev.segue.segmentation.strategy.Trigger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recommends from what the customers of all tasks buy, as these have published it. Shared by the tasks of an instance: the first
 * to find that something was published reads it for all of them. Thread-safe.
 */
public final class Recommendations {
    /** Name of the global store: key to the tally's bytes, as on the topic. */
    public static final String STORE = "product-tallies-of-all";

    private static final Logger LOG = LoggerFactory.getLogger(Recommendations.class);
    private static final long NEVER = -1;

    private final AvroDeserializer<ProductTally> deserializer;
    private final String topic;
    private final Decay decay;
    private final LongSupplier revision;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Recommender recommender = Recommender.NOTHING;
    private volatile long looked = NEVER;
    private volatile long lookedAt;

    /**
     * @param topic name of the tallies' topic
     * @param decay the decay products are counted with
     * @param revision another number, zero or more, whenever the store has changed
     */
    public Recommendations(
            AvroDeserializer<ProductTally> deserializer, String topic, Decay decay, LongSupplier revision) {
        this.deserializer = deserializer;
        this.topic = topic;
        this.decay = decay;
        this.revision = revision;
    }

    /**
     * Takes over what was published, if anything was, and not more often than it is published.
     *
     * @param wallClock now, epoch milliseconds
     */
    public void refresh(ReadOnlyKeyValueStore<String, byte[]> store, long wallClock) {
        long now = revision.getAsLong();
        boolean soon = wallClock - lookedAt < ProductCounts.BETWEEN_PUBLICATIONS.toMillis();
        if (now == looked || soon || !reading.tryLock()) {
            return;
        }
        try {
            recommender = read(store);
            looked = now;
        } catch (RegistryUnavailableException e) {
            LOG.warn("what customers buy cannot be read now: {}", e.getMessage());
        } finally {
            lookedAt = wallClock;
            reading.unlock();
        }
    }

    /** What a trigger's offer asks to be chosen for its customer. */
    public List<Recommendation> of(Trigger trigger, ProductMemory bought) {
        int most = trigger.offer().recommend();
        if (most == 0) {
            return List.of();
        }
        String segment = trigger.segment();
        return recommender.recommend(
                segment == null ? null : new SegmentOf(trigger.segmentation(), segment),
                bought,
                trigger.offer().exclude(),
                most);
    }

    private Recommender read(ReadOnlyKeyValueStore<String, byte[]> store) {
        List<TopProducts> all = new ArrayList<>();
        List<TopList<Pair>> pairs = new ArrayList<>();
        Map<SegmentOf, List<TopProducts>> bySegment = new HashMap<>();
        try (KeyValueIterator<String, byte[]> entries = store.all()) {
            while (entries.hasNext()) {
                KeyValue<String, byte[]> entry = entries.next();
                try {
                    ProductTally record = deserializer.deserialize(topic, entry.value);
                    if (record == null) {
                        throw new IllegalArgumentException("it is empty");
                    }
                    TopProducts products = ProductTallyRecords.products(record);
                    SegmentOf segment = ProductTallyRecords.segment(record);
                    if (segment == null) {
                        pairs.add(ProductTallyRecords.pairs(record));
                        all.add(products);
                    } else {
                        bySegment
                                .computeIfAbsent(segment, of -> new ArrayList<>())
                                .add(products);
                    }
                } catch (UndecodableException | IllegalArgumentException e) {
                    LOG.error(
                            "what customers buy is not usable, as far as {} tells, and left out: {}",
                            entry.key,
                            e.getMessage());
                }
            }
        }
        Map<SegmentOf, TopProducts> segments = new HashMap<>();
        bySegment.forEach((segment, parts) -> segments.put(segment, TopProducts.merge(parts, decay)));
        return new Recommender(TopProducts.merge(all, decay), segments, TopList.merge(pairs, decay));
    }
}
