package dev.segue.segmenter.service;

import dev.segue.avro.registry.RegistryUnavailableException;
import dev.segue.avro.registry.SchemaRefusedException;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.avro.topics.TopicException;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.strategy.Playbook;
import dev.segue.segmenter.ingest.EventRules;
import dev.segue.segmenter.live.LiveSettings;
import dev.segue.segmenter.live.SegmenterTopology;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segmenter from start to stop: waits for the broker, checks the topics, waits for
 * the registry, runs the streams. Thread-safe.
 */
public final class SegmenterService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SegmenterService.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int STOP_SECONDS = 20;
    private static final Duration STOP = Duration.ofSeconds(STOP_SECONDS);

    private final SegmenterConfig config;
    private final Map<String, String> kafka;
    private final List<Playbook> playbooks;
    private final SchemaRegistry registry;
    private final MeterRegistry meters;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final RocksDbMemory memory;
    private volatile @Nullable KafkaStreams streams;
    private volatile String waitingFor = "start";

    /**
     * @param kafka settings for every Kafka client, {@code bootstrap.servers} at least
     * @param playbooks what is done about customers, at most one a segmentation
     */
    public SegmenterService(
            SegmenterConfig config,
            Map<String, String> kafka,
            List<Playbook> playbooks,
            SchemaRegistry registry,
            MeterRegistry meters) {
        this.config = config;
        this.kafka = Map.copyOf(kafka);
        this.playbooks = List.copyOf(playbooks);
        this.registry = registry;
        this.meters = meters;
        this.memory = new RocksDbMemory(config.segmenter().rocksdbMegabytes());
    }

    /**
     * Starts the streams, as soon as the broker and the registry answer.
     *
     * @throws TopicException when topics are missing, or those of the inputs not co-partitioned
     * @throws SchemaRefusedException when the registry holds the schemas of what is published to be incompatible
     */
    public void start() {
        TopicCatalogue topics = new TopicCatalogue(config.prefix());
        int partitions = checkTopics(topics);
        if (partitions == 0 || !registerSchemas(topics)) {
            return;
        }
        Topology topology = SegmenterTopology.build(
                topics,
                registry,
                new EventRules(config.currency(), config.segmenter().futureTolerance()),
                new LiveSettings(
                        config.clock(),
                        Decay.halfLife(config.segmenter().halfLife()),
                        config.segmenter().snapshotInterval(),
                        config.segmenter().snapshotsPerSecond(),
                        config.segmenter().customersInMemory(),
                        "/" + config.applicationId(),
                        playbooks),
                new SegmenterMetrics(meters));
        KafkaStreams started =
                new KafkaStreams(topology, StreamsSettings.of(config, kafka, topics.name(Topic.DEAD_LETTERS), memory));
        started.setUncaughtExceptionHandler(failure -> {
            LOG.error("a stream thread failed and is replaced: {}", failure.getMessage(), failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        started.setStateListener((now, before) -> LOG.info("streams are {}", now));
        new KafkaStreamsMetrics(started).bindTo(meters);
        streams = started;
        started.start();
        LOG.info(
                "segmenter {} reads {} topics of {} partitions, clock {}, currency {}",
                config.applicationId(),
                Topic.inputs().size(),
                partitions,
                config.clock(),
                config.currency());
    }

    /** Number of partitions of the inputs; 0 when stopped while waiting for the broker. */
    private int checkTopics(TopicCatalogue topics) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("client.id", config.applicationId() + "-check");
        try (Admin admin = Admin.create(settings)) {
            while (stopped.getCount() > 0) {
                try {
                    admin.describeCluster().nodes().get(10, TimeUnit.SECONDS);
                    topics.checkComplete(admin);
                    return topics.checkCopartitioned(admin);
                } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                    waitingFor = "broker at " + kafka.get("bootstrap.servers");
                    LOG.warn("waiting for the {}", waitingFor);
                }
                if (stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return 0;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    /**
     * Registers the schemas of what is published, as soon as the registry answers; at the first publication it would be too
     * late to wait, as the stream would have to start over with it again and again.
     *
     * @return false when stopped while waiting
     */
    private boolean registerSchemas(TopicCatalogue topics) {
        try {
            while (stopped.getCount() > 0) {
                try {
                    SegmenterTopology.registerSchemas(topics, registry);
                    return true;
                } catch (RegistryUnavailableException e) {
                    waitingFor = "schema registry";
                    LOG.warn("waiting for the schema registry: {}", e.getMessage());
                }
                if (stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** The running streams; null before they run. */
    public @Nullable KafkaStreams streams() {
        return streams;
    }

    /** The state in a word: that of Kafka Streams, or what is waited for. */
    public String state() {
        KafkaStreams running = streams;
        return running == null ? "waiting for " + waitingFor : running.state().name();
    }

    /** Stops within {@value #STOP_SECONDS} seconds, committing what is done. */
    @Override
    public void close() {
        stopped.countDown();
        KafkaStreams running = streams;
        if (running == null) {
            return;
        }
        if (running.close(STOP)) {
            memory.close();
        } else {
            // They still use the memory; it goes with the process.
            LOG.warn("streams did not stop within {} s; what was not committed will be done again", STOP.toSeconds());
        }
    }
}
