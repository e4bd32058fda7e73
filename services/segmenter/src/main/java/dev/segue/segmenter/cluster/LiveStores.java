package dev.segue.segmenter.export;

import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.strategy.OutcomesSoFar;
import dev.segue.segmenter.live.ClockMode;
import dev.segue.segmenter.live.SegmenterTopology;
import dev.segue.segmenter.model.Models;
import dev.segue.segmenter.service.SegmenterConfig;
import dev.segue.segmenter.service.SegmenterService;
import dev.segue.segmenter.shared.SharedOutcomes;
import jakarta.inject.Singleton;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The state stores of this instance, to be read while the streams run. All methods throw
 * {@link InvalidStateStoreException} while the stores are not open. Thread-safe.
 */
@Singleton
public final class LiveStores {
    private final SegmenterService segmenter;
    private final SegmenterConfig config;
    private final SchemaRegistry registry;

    LiveStores(SegmenterService segmenter, SegmenterConfig config, SchemaRegistry registry) {
        this.segmenter = segmenter;
        this.config = config;
        this.registry = registry;
    }

    /** Customer id to the customer's bytes. */
    public ReadOnlyKeyValueStore<String, byte[]> customers() {
        return streams()
                .store(StoreQueryParameters.fromNameAndType(
                        SegmenterTopology.CUSTOMERS, QueryableStoreTypes.keyValueStore()));
    }

    /** The models in force, as of now; for one thread. */
    public Models models() {
        ReadOnlyKeyValueStore<String, byte[]> store = streams()
                .store(StoreQueryParameters.fromNameAndType(Models.STORE, QueryableStoreTypes.keyValueStore()));
        Models models = new Models(
                store,
                new AvroDeserializer<>(registry, Topic.SEGMENT_MODELS.schemas()),
                new TopicCatalogue(config.prefix()).name(Topic.SEGMENT_MODELS),
                decay(),
                () -> 0);
        models.refresh();
        return models;
    }

    /** What became of triggers so far, as of now; for one thread. */
    public OutcomesSoFar outcomes() {
        ReadOnlyKeyValueStore<String, byte[]> store = streams()
                .store(StoreQueryParameters.fromNameAndType(SharedOutcomes.STORE, QueryableStoreTypes.keyValueStore()));
        SharedOutcomes outcomes = new SharedOutcomes(
                store,
                new AvroDeserializer<>(registry, Topic.STRATEGY_OUTCOMES.schemas()),
                new TopicCatalogue(config.prefix()).name(Topic.STRATEGY_OUTCOMES),
                () -> 0);
        outcomes.refresh();
        return outcomes;
    }

    /** The decay customers' states are kept with. */
    public Decay decay() {
        return Decay.halfLife(config.segmenter().halfLife());
    }

    /** One moment for all customers, epoch milliseconds: on event time the latest of the tasks' clocks, 0 before any event. */
    public long now() {
        if (config.clock() == ClockMode.WALL) {
            return System.currentTimeMillis();
        }
        ReadOnlyKeyValueStore<String, Long> clocks = streams()
                .store(StoreQueryParameters.fromNameAndType(
                        SegmenterTopology.CLOCK, QueryableStoreTypes.keyValueStore()));
        long latest = 0;
        try (KeyValueIterator<String, Long> all = clocks.all()) {
            while (all.hasNext()) {
                KeyValue<String, Long> clock = all.next();
                latest = Math.max(latest, clock.value);
            }
        }
        return latest;
    }

    private KafkaStreams streams() {
        KafkaStreams streams = segmenter.streams();
        if (streams == null || streams.state() != KafkaStreams.State.RUNNING) {
            throw new InvalidStateStoreException("the segmenter is " + segmenter.state());
        }
        return streams;
    }
}
