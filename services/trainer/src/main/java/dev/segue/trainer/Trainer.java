package dev.segue.trainer;

import dev.segue.avro.CustomerFeatures;
import dev.segue.avro.SegmentModel;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.AvroSerializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.registry.Subjects;
import dev.segue.avro.topics.Topic;
import dev.segue.spec.SegmentationSpec;
import dev.segue.trainer.publish.ModelPublisher;
import dev.segue.trainer.publish.ModelVersions;
import dev.segue.trainer.publish.PublishException;
import dev.segue.trainer.publish.Versions;
import dev.segue.trainer.sample.CustomerSample;
import dev.segue.trainer.sample.SnapshotReader;
import dev.segue.trainer.topic.CompactedTopicReader;
import dev.segue.trainer.topic.ReaderStatus;
import dev.segue.trainer.training.ModelReporter;
import dev.segue.trainer.training.ModelTrainer;
import dev.segue.trainer.training.ReferenceClustering;
import dev.segue.trainer.training.ReferenceHierarchy;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trainer as a whole: reads customers and models, trains on a schedule and on demand. Knows no web framework, so
 * that it can run inside another process too. Broker or registry may come and go, before the start as well. Safe for use
 * by several threads.
 */
public final class Trainer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);
    private static final long TICK_SECONDS = 1;
    private static final long END_SECONDS = 30;
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

    private record Refusal(String why, long saidAt) {}

    private final KafkaClients clients;
    private final CompactedTopicReader customersReader;
    private final CompactedTopicReader modelsReader;
    private final ModelPublisher publisher;
    private final Function<SegmentationSpec, SegmentationTraining> trainings;
    private final Map<String, SegmentationTraining> segmentations = new LinkedHashMap<>();
    private final TrainerMetrics metrics;
    private final ScheduledExecutorService schedule;
    private final Map<String, Refusal> lastRefusals = new ConcurrentHashMap<>();

    /**
     * A trainer, which does nothing yet.
     *
     * @param settings what it is set up with
     * @param reference full K-means to measure models against
     * @param hierarchies Ward's clustering to hold them against
     * @param wall the clock on the wall
     * @param meters where it counts
     */
    public Trainer(
            TrainerSettings settings,
            ReferenceClustering reference,
            ReferenceHierarchy hierarchies,
            Clock wall,
            MeterRegistry meters) {
        this.clients = new KafkaClients(settings, meters);
        SchemaRegistry registry = SchemaRegistry.at(settings.registryUrl(), settings.registry());
        CustomerSample sample = new CustomerSample(settings.sampleBound(), settings.clock(), wall);
        String customersTopic = settings.topics().name(Topic.CUSTOMER_FEATURES);
        SnapshotReader snapshots = new SnapshotReader(
                customersTopic,
                new AvroDeserializer<CustomerFeatures>(registry, Topic.CUSTOMER_FEATURES.schemas()),
                sample);
        this.customersReader = new CompactedTopicReader(customersTopic, () -> clients.consumer("customers"), snapshots);
        String modelsTopic = settings.topics().name(Topic.SEGMENT_MODELS);
        ModelVersions models = new ModelVersions(
                modelsTopic, new AvroDeserializer<SegmentModel>(registry, Topic.SEGMENT_MODELS.schemas()));
        this.modelsReader = new CompactedTopicReader(modelsTopic, () -> clients.consumer("models"), models);
        this.publisher = new ModelPublisher(
                modelsTopic,
                new AvroSerializer<>(registry, Subjects.TOPIC),
                settings.topics().name(Topic.MODEL_REPORTS),
                new AvroSerializer<>(registry, Subjects.TOPIC),
                clients::producer);
        ModelTrainer modelTrainer = new ModelTrainer(reference);
        ModelReporter reporter = new ModelReporter(hierarchies);
        this.trainings = spec -> new SegmentationTraining(
                spec, settings.interval(spec), sample, models, modelTrainer, reporter, publisher, this::allRead, wall);
        for (SegmentationSpec spec : settings.specs()) {
            segmentations.put(spec.id(), trainings.apply(spec));
        }
        this.schedule = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("trainer-schedule").factory());
        this.metrics = new TrainerMetrics(meters);
        metrics.watch(sample, snapshots);
        segmentations.values().forEach(training -> metrics.watch(training));
    }

    /** Begins to read, and to train when it is time. */
    public void start() {
        customersReader.start();
        modelsReader.start();
        ScheduledFuture<?> ticking = schedule.scheduleWithFixedDelay(this::tick, 0, TICK_SECONDS, TimeUnit.SECONDS);
        LOG.debug("Schedule begins: {}", ticking);
    }

    /** Ids of the segmentations, in the order of the settings. */
    public List<String> ids() {
        return List.copyOf(segmentations.keySet());
    }

    /** How every segmentation stands, in the order of the settings. */
    public List<SegmentationStatus> segmentations() {
        return segmentations.values().stream().map(SegmentationTraining::status).toList();
    }

    /**
     * Trains a segmentation now.
     *
     * @return the model, published or held; empty where there is no such segmentation
     * @throws TrainingRefusedException where that is not possible now
     */
    public Optional<TrainedModel> train(String segmentation) {
        return training(segmentation).map(this::timed);
    }

    /**
     * Trains by any specification on the customers of now, and publishes nothing.
     *
     * @return the model, and what the gate would make of it beside the model in force of the same segmentation, if any
     * @throws TrainingRefusedException where that is not possible now
     */
    public TrainedModel rehearse(SegmentationSpec spec) {
        return trainings.apply(spec).rehearse();
    }

    /** All versions of a segmentation's model; empty where there is no such segmentation. */
    public Optional<Versions> versions(String segmentation) {
        return training(segmentation).map(SegmentationTraining::versions);
    }

    /**
     * Two versions side by side; empty where there is no such segmentation.
     *
     * @throws dev.segue.trainer.publish.VersionRefusedException where there is no such version
     */
    public Optional<Difference> difference(String segmentation, long from, long to) {
        return training(segmentation).map(training -> training.difference(from, to));
    }

    /**
     * Puts a version in force that is held or was dropped.
     *
     * @param seen {@link Versions#tag} as whoever asks has seen it; null to do it whatever happened meanwhile
     * @param version which; null for the one that is held
     * @return all versions, changed; empty where there is no such segmentation
     * @throws StaleVersionException where the versions are not as seen
     * @throws dev.segue.trainer.publish.VersionRefusedException where that version cannot be promoted
     * @throws TrainingRefusedException where it cannot be published now
     */
    public Optional<Versions> promote(String segmentation, @Nullable String seen, @Nullable Long version) {
        return training(segmentation).map(training -> training.change(seen, versions -> versions.promote(version)));
    }

    /** Turns a version down that is held; as {@link #promote}. */
    public Optional<Versions> drop(String segmentation, @Nullable String seen, @Nullable Long version) {
        return training(segmentation).map(training -> training.change(seen, versions -> versions.drop(version)));
    }

    /** Puts a version in force again, the one before where none is named; as {@link #promote}. */
    public Optional<Versions> rollBack(String segmentation, @Nullable String seen, @Nullable Long version) {
        return training(segmentation).map(training -> training.rollBack(seen, version));
    }

    private Optional<SegmentationTraining> training(String segmentation) {
        return Optional.ofNullable(segmentations.get(segmentation));
    }

    /** How reading goes, by what is read. */
    public Map<String, ReaderStatus> readers() {
        return Map.of("customers", customersReader.status(), "models", modelsReader.status());
    }

    /** Whether another trainer has taken over, so that this one publishes no more. */
    public boolean fenced() {
        return publisher.fenced();
    }

    @Override
    public void close() {
        schedule.shutdown();
        try {
            if (!schedule.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Training did not end within {} s; it is interrupted", END_SECONDS);
                schedule.shutdownNow();
            }
        } catch (InterruptedException e) {
            schedule.shutdownNow();
            Thread.currentThread().interrupt();
        }
        customersReader.close();
        modelsReader.close();
        publisher.close();
        clients.close();
    }

    private boolean allRead() {
        return customersReader.status().caughtUp() && modelsReader.status().caughtUp();
    }

    private void tick() {
        if (!modelsReader.status().up() || publisher.fenced()) {
            return;
        }
        try {
            publisher.connect();
            for (SegmentationTraining training : segmentations.values()) {
                if (training.due()) {
                    trainWhenPossible(training);
                }
            }
        } catch (PublishException e) {
            say("publisher", String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // An exception would end the schedule for good.
            LOG.error("A scheduled training failed; the next follows", e);
        }
    }

    private void trainWhenPossible(SegmentationTraining training) {
        try {
            TrainedModel trained = timed(training);
            lastRefusals.remove(trained.model().segmentation());
        } catch (TrainingRefusedException e) {
            say(training.id(), String.valueOf(e.getMessage()));
        }
    }

    /** Says why there is no model: each new reason once, and not more often than a person would want to read it. */
    private void say(String what, String why) {
        long now = System.nanoTime();
        Refusal last = lastRefusals.get(what);
        if (last == null || (!last.why().equals(why) && now - last.saidAt() > QUIET_NANOS)) {
            LOG.info("{}: {}", what, why);
            lastRefusals.put(what, new Refusal(why, now));
        }
    }

    private TrainedModel timed(SegmentationTraining training) {
        TrainedModel trained = training.train();
        metrics.trained(trained);
        return trained;
    }
}
