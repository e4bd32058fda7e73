package dev.segue.segmenter.cluster;

import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.topics.Topic;
import dev.segue.segmentation.assignment.Scorer;
import dev.segue.segmenter.model.Models;
import dev.segue.segmenter.service.SegmenterConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.jspecify.annotations.Nullable;

/**
 * The models in force, as this instance knows them: made ready once and not for every question, as that takes longer than to
 * answer most. A tenth of a second old at most. Thread-safe.
 */
@Singleton
public final class LiveModels {
    private static final long FRESH_NANOS = Duration.ofMillis(100).toNanos();

    private final Streams streams;
    private final SegmenterConfig config;
    private final SchemaRegistry registry;
    private final LiveStores stores;
    private @Nullable Models models;
    private long looks;
    private long looked;
    private SortedMap<String, Scorer> inForce = Collections.emptySortedMap();

    LiveModels(Streams streams, SegmenterConfig config, SchemaRegistry registry, LiveStores stores) {
        this.streams = streams;
        this.config = config;
        this.registry = registry;
        this.stores = stores;
    }

    /**
     * Segmentation to its model, made ready; segmentations without one are left out.
     *
     * @throws NotNowException while the store of models is not open
     */
    public synchronized SortedMap<String, Scorer> inForce() {
        long now = System.nanoTime();
        if (models == null) {
            models = new Models(
                    streams.store(
                            StoreQueryParameters.fromNameAndType(Models.STORE, QueryableStoreTypes.keyValueStore())),
                    new AvroDeserializer<>(registry, Topic.SEGMENT_MODELS.schemas()),
                    config.topics().name(Topic.SEGMENT_MODELS),
                    stores.decay(),
                    // Whether there is something new is not told here, so every look is at all.
                    () -> ++looks);
        } else if (now - looked < FRESH_NANOS) {
            return inForce;
        }
        models.refresh();
        looked = now;
        SortedMap<String, Scorer> known = new TreeMap<>();
        models.inForce().forEach(scorer -> known.put(scorer.model().segmentation(), scorer));
        inForce = Collections.unmodifiableSortedMap(known);
        return inForce;
    }

    /** The model in force of a segmentation; null where there is none yet. As {@link #inForce()}. */
    public @Nullable Scorer inForce(String segmentation) {
        return inForce().get(segmentation);
    }
}
