package dev.segue.segmenter.cluster;

import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.topics.Topic;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.strategy.OutcomesSoFar;
import dev.segue.segmenter.live.ClockMode;
import dev.segue.segmenter.live.SegmenterTopology;
import dev.segue.segmenter.service.SegmenterConfig;
import dev.segue.segmenter.shared.SharedOutcomes;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The state stores of this instance's open tasks, to be read while the streams run. All methods throw
 * {@link NotNowException} while what they read is not open here. Thread-safe.
 */
@Singleton
public final class LiveStores {
    private final Streams streams;
    private final SegmenterConfig config;
    private final SchemaRegistry registry;
    private final OpenTasks tasks;

    LiveStores(Streams streams, SegmenterConfig config, SchemaRegistry registry, OpenTasks tasks) {
        this.streams = streams;
        this.config = config;
        this.registry = registry;
        this.tasks = tasks;
    }

    /**
     * A customer's bytes.
     *
     * @param partition whose customer they are
     * @return null where there is no such customer in the partition, which was open here when it was looked for
     */
    public byte @Nullable [] customer(int partition, String id) {
        OpenTasks.Claim claim = tasks.claim(partition);
        byte[] stored = customers(partition).get(id);
        tasks.confirm(claim);
        return stored;
    }

    /** The customers of all tasks that are open here, to be gone through once. */
    public OpenCustomers customers() {
        return new OpenCustomers(
                tasks.partitions().stream()
                        .map(tasks::claim)
                        .map(claim -> new OpenCustomers.Part(claim, customers(claim.partition())))
                        .toList(),
                tasks);
    }

    /** What became of triggers so far, as of now; for one thread. */
    public OutcomesSoFar outcomes() {
        SharedOutcomes outcomes = new SharedOutcomes(
                streams.store(StoreQueryParameters.fromNameAndType(
                        SharedOutcomes.STORE, QueryableStoreTypes.keyValueStore())),
                new AvroDeserializer<>(registry, Topic.STRATEGY_OUTCOMES.schemas()),
                config.topics().name(Topic.STRATEGY_OUTCOMES),
                () -> 0);
        outcomes.refresh();
        return outcomes;
    }

    /** The decay customers' states are kept with. */
    public Decay decay() {
        return Decay.halfLife(config.segmenter().halfLife());
    }

    /** One moment for all customers here, epoch milliseconds: on event time the latest of the tasks' clocks, 0 before any event. */
    public long now() {
        return now(tasks.partitions());
    }

    /** The same, and the tasks it is of. */
    public ClockPart clock() {
        List<OpenTasks.Claim> claims =
                tasks.partitions().stream().map(tasks::claim).toList();
        SortedSet<Integer> partitions =
                claims.stream().map(OpenTasks.Claim::partition).collect(Collectors.toCollection(TreeSet::new));
        long now = now(partitions);
        claims.forEach(tasks::confirm);
        return new ClockPart(partitions, now);
    }

    private long now(Collection<Integer> partitions) {
        if (config.clock() == ClockMode.WALL) {
            return System.currentTimeMillis();
        }
        return partitions.stream().mapToLong(this::clock).max().orElse(0);
    }

    private long clock(int partition) {
        ReadOnlyKeyValueStore<String, Long> clock = streams.store(StoreQueryParameters.fromNameAndType(
                        SegmenterTopology.CLOCK, QueryableStoreTypes.<String, Long>keyValueStore())
                .withPartition(partition));
        return Objects.requireNonNullElse(clock.get(SegmenterTopology.CLOCK), 0L);
    }

    private ReadOnlyKeyValueStore<String, byte[]> customers(int partition) {
        return streams.store(StoreQueryParameters.fromNameAndType(
                        SegmenterTopology.CUSTOMERS, QueryableStoreTypes.<String, byte[]>keyValueStore())
                .withPartition(partition));
    }
}
