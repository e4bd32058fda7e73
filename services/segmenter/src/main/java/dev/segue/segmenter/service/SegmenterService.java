package dev.segue.segmenter.service;

import dev.segue.avro.registry.RegistryUnavailableException;
import dev.segue.avro.registry.SchemaRefusedException;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.avro.topics.TopicException;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.strategy.Playbook;
import dev.segue.segmenter.cluster.OpenTasks;
import dev.segue.segmenter.cluster.RestoreProgress;
import dev.segue.segmenter.ingest.EventRules;
import dev.segue.segmenter.live.LiveSettings;
import dev.segue.segmenter.live.SegmenterTopology;
import dev.segue.segmenter.outbound.Nodes;
import dev.segue.segmenter.tracing.Tracing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.HostInfo;
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
    private static final Duration REFUSED_PAUSE = Duration.ofSeconds(10);
    private static final int STOP_SECONDS = 20;
    private static final Duration STOP = Duration.ofSeconds(STOP_SECONDS);

    private final SegmenterConfig config;
    private final Map<String, String> kafka;
    private final List<Playbook> playbooks;
    private final SchemaRegistry registry;
    private final MeterRegistry meters;
    private final Tracing tracing;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final RocksDbMemory memory;
    private final Supplier<HostInfo> address;
    private final OpenTasks tasks;
    private final RestoreProgress restores;
    private volatile @Nullable RunningStreams running;
    private volatile String waitingFor = "start";
    private volatile String said = "";
    private volatile @Nullable String refused;

    /**
     * @param kafka settings for every Kafka client, {@code bootstrap.servers} at least
     * @param playbooks what is done about customers, at most one a segmentation
     * @param address where other instances reach this one, as soon as it starts
     * @param tasks told which tasks are open
     * @param restores told how far those are that are not
     */
    public SegmenterService(
            SegmenterConfig config,
            Map<String, String> kafka,
            List<Playbook> playbooks,
            SchemaRegistry registry,
            MeterRegistry meters,
            Tracing tracing,
            Supplier<HostInfo> address,
            OpenTasks tasks,
            RestoreProgress restores) {
        this.config = config;
        this.kafka = Map.copyOf(kafka);
        this.playbooks = List.copyOf(playbooks);
        this.registry = registry;
        this.meters = meters;
        this.tracing = tracing;
        this.address = address;
        this.tasks = tasks;
        this.restores = restores;
        this.memory = new RocksDbMemory(config.segmenter().rocksdbMegabytes());
    }

    /**
     * Starts the streams, as soon as the broker and the registry answer.
     *
     * @throws TopicException when topics are missing, or those of the inputs not co-partitioned
     * @throws SchemaRefusedException when the registry holds the schemas of what is published to be incompatible
     */
    public void start() {
        TopicCatalogue topics = config.topics();
        SegmenterMetrics metrics = new SegmenterMetrics(meters);
        Topology topology = topology(topics, metrics);
        int partitions = checkTopics(topics, Rights.of(topology.describe(), topics.names()));
        if (partitions == 0 || !registerSchemas(topics)) {
            return;
        }
        playbooks.forEach(metrics::expect);
        Gauge.builder("segue.restore.remaining", restores, progress -> progress.remaining())
                .description(
                        "Records left to read before the stores that are being restored are whole, by their offsets")
                .baseUnit("records")
                .register(meters);
        HostInfo here = address.get();
        KafkaStreams started = new KafkaStreams(
                topology, StreamsSettings.of(config, kafka, topics.name(Topic.DEAD_LETTERS), memory, metrics, here));
        started.setUncaughtExceptionHandler(this::afterFailure);
        started.setStateListener((now, before) -> {
            LOG.info("streams are {}", now);
            if (now == KafkaStreams.State.RUNNING) {
                refused = null;
            }
        });
        started.setGlobalStateRestoreListener(restores);
        new KafkaStreamsMetrics(started).bindTo(meters);
        running = new RunningStreams(started, here, partitions, subtopology(topology));
        started.start();
        LOG.info(
                "segmenter {} at {}:{} reads {} topics of {} partitions, clock {}, currency {}",
                config.applicationId(),
                here.host(),
                here.port(),
                Topic.inputs().size(),
                partitions,
                config.clock(),
                config.currency());
    }

    private Topology topology(TopicCatalogue topics, SegmenterMetrics metrics) {
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
                metrics,
                tracing);
        return topology.addProcessor("open-tasks", tasks::watch, Nodes.INPUTS);
    }

    /** A thread is replaced, whatever it failed of; where brokers refuse what it needs, in a while, as others may mend that. */
    private StreamThreadExceptionResponse afterFailure(Throwable failure) {
        Optional<String> refusal = Refusal.in(failure, config.applicationId());
        if (refusal.isEmpty()) {
            LOG.error("a stream thread failed and is replaced: {}", failure.getMessage(), failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        refused = refusal.get();
        LOG.error("the brokers refuse the segmenter: {}; trying again in {} s", refused, REFUSED_PAUSE.toSeconds());
        try {
            boolean ended = stopped.await(REFUSED_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            LOG.trace("paused; stopped: {}", ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** The number of what works on the inputs; the others only fill global stores. */
    private static int subtopology(Topology topology) {
        return topology.describe().subtopologies().stream()
                .filter(part ->
                        part.nodes().stream().anyMatch(node -> node.name().equals(Nodes.INPUTS)))
                .mapToInt(TopologyDescription.Subtopology::id)
                .findFirst()
                .orElseThrow();
    }

    /** Number of partitions of the inputs; 0 when stopped while waiting for the broker, or for rights. */
    private int checkTopics(TopicCatalogue topics, Rights rights) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("client.id", config.applicationId() + "-check");
        String broker = "broker at " + kafka.get("bootstrap.servers");
        try {
            while (stopped.getCount() > 0) {
                try (Admin admin = Admin.create(settings)) {
                    admin.describeCluster().nodes().get(10, TimeUnit.SECONDS);
                    List<String> missing = rights.missing(admin);
                    if (missing.isEmpty()) {
                        topics.checkComplete(admin);
                        return topics.checkCopartitioned(admin);
                    }
                    waitFor("rights that the brokers do not give: " + String.join(", ", missing), "");
                } catch (ExecutionException e) {
                    waitFor(broker, ": " + e.getCause());
                } catch (TimeoutException e) {
                    waitFor(broker, ", which does not answer");
                } catch (KafkaException e) {
                    if (!isUnknownHost(e)) {
                        throw new IllegalArgumentException(
                                "settings under kafka cannot be used: "
                                        + innermost(e).getMessage(),
                                e);
                    }
                    waitFor(broker, ", whose name is not known");
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

    /** Names come with the brokers where those run in containers. There is no type for it. */
    private static boolean isUnknownHost(KafkaException failure) {
        return failure.getCause() instanceof ConfigException cause
                && String.valueOf(cause.getMessage()).startsWith("No resolvable bootstrap urls");
    }

    private static Throwable innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Says what is waited for, and why, when either is another than before. */
    private void waitFor(String what, String why) {
        String all = what + why;
        if (!all.equals(said)) {
            LOG.warn("waiting for {}", all);
        }
        said = all;
        waitingFor = what;
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
                    waitFor("schema registry", ": " + e.getMessage());
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

    /** The streams; null before they are started. */
    public @Nullable RunningStreams running() {
        return running;
    }

    /** What is done about customers. */
    public List<Playbook> playbooks() {
        return playbooks;
    }

    /** The state in a few words: that of Kafka Streams, or what is waited for, or what the brokers refuse. */
    public String state() {
        RunningStreams started = running;
        if (started == null) {
            return "waiting for " + waitingFor;
        }
        String why = refused;
        String streams = started.streams().state().name();
        return why == null || hasFailed() ? streams : "refused by the brokers: " + why;
    }

    /** Whether the streams have ended of a failure, and no thread of theirs can be replaced: only another start helps. */
    public boolean hasFailed() {
        RunningStreams started = running;
        return started != null
                && switch (started.streams().state()) {
                    case PENDING_ERROR, ERROR -> true;
                    default -> false;
                };
    }

    /** Stops within {@value #STOP_SECONDS} seconds, committing what is done. */
    @Override
    public void close() {
        stopped.countDown();
        RunningStreams started = running;
        if (started == null) {
            return;
        }
        if (started.streams().close(STOP)) {
            memory.close();
        } else {
            // They still use the memory; it goes with the process.
            LOG.warn("streams did not stop within {} s; what was not committed will be done again", STOP.toSeconds());
        }
    }
}
