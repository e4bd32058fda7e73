package dev.segue.trainer;

import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.spec.SegmentationSpec;
import dev.segue.trainer.SegmentationStatus.State;
import dev.segue.trainer.publish.ModelPublisher;
import dev.segue.trainer.publish.ModelVersions;
import dev.segue.trainer.publish.PublishException;
import dev.segue.trainer.publish.Versions;
import dev.segue.trainer.sample.CustomerSample;
import dev.segue.trainer.training.ModelTrainer;
import dev.segue.trainer.training.NoStructureException;
import dev.segue.trainer.training.TrainingSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One segmentation's way from sample to published model. Safe for use by several threads: one trains, others wait. */
final class SegmentationTraining {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentationTraining.class);
    /** A committed model comes back within milliseconds, unless the broker is in trouble. */
    private static final Duration COMES_BACK = Duration.ofSeconds(30);

    private final SegmentationSpec spec;
    private final Duration interval;
    private final CustomerSample sample;
    private final ModelVersions models;
    private final ModelTrainer trainer;
    private final ModelPublisher publisher;
    private final BooleanSupplier allRead;
    private final Clock wall;
    private volatile long trainedOn = -1;

    SegmentationTraining(
            SegmentationSpec spec,
            Duration interval,
            CustomerSample sample,
            ModelVersions models,
            ModelTrainer trainer,
            ModelPublisher publisher,
            BooleanSupplier allRead,
            Clock wall) {
        this.spec = spec;
        this.interval = interval;
        this.sample = sample;
        this.models = models;
        this.trainer = trainer;
        this.publisher = publisher;
        this.allRead = allRead;
        this.wall = wall;
    }

    String id() {
        return spec.id();
    }

    SegmentationStatus status() {
        int eligible = sample.eligible(spec);
        int needed = spec.training().minCustomers();
        SegmentModel model = models.model(spec.id());
        String unusable = models.whyUnusable(spec.id());
        State state;
        String detail;
        if (!allRead.getAsBoolean()) {
            state = State.STARTING;
            detail = "still reading customers and models; %d customers so far".formatted(sample.size());
        } else if (publisher.fenced()) {
            state = State.BLOCKED;
            detail = "another trainer has taken over";
        } else if (unusable != null) {
            state = State.BLOCKED;
            detail = "the model in force cannot be used: " + unusable;
        } else if (eligible < needed) {
            state = State.WAITING;
            detail = "waiting for %d more customers (%d of %d with the required features)"
                    .formatted(needed - eligible, eligible, needed);
        } else {
            state = State.READY;
            detail = model == null
                    ? "%d customers, no model yet".formatted(eligible)
                    : "model v%d in force, %d customers".formatted(model.version(), eligible);
        }
        return new SegmentationStatus(
                spec.id(),
                state,
                eligible,
                needed,
                model == null ? null : model.version(),
                model == null ? null : model.trainedAt(),
                detail);
    }

    /** Whether the schedule wants a model now: the last one is old enough, and customers changed since. */
    boolean due() {
        return models.versions(spec.id())
                .newest()
                .map(newest -> isOver(newest.trainedAt()) && sample.changes() != trainedOn)
                .orElse(true);
    }

    private boolean isOver(Instant trainedAt) {
        return !wall.instant().isBefore(trainedAt.plus(interval));
    }

    /**
     * Trains and publishes a model.
     *
     * @throws TrainingRefusedException where that is not possible now
     */
    synchronized TrainedModel train() {
        SegmentationStatus status = status();
        if (status.state() != State.READY) {
            throw new TrainingRefusedException(status.detail(), status.state() == State.STARTING);
        }
        long changes = sample.changes();
        TrainingSet customers = sample.trainingSet(spec);
        long began = System.nanoTime();
        Versions versions = models.versions(spec.id());
        SegmentModel model = model(customers, versions);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        publish(versions.candidate(model));
        trainedOn = changes;
        LOG.info(
                "Published model {} v{}: {} segments from {} customers, {} of the inertia of full K-means, in {} ms",
                model.segmentation(),
                model.version(),
                model.segments().size(),
                model.quality().sampled(),
                "%.4f".formatted(model.quality().fullKMeansRatio()),
                took.toMillis());
        return new TrainedModel(model, took);
    }

    private SegmentModel model(TrainingSet customers, Versions versions) {
        try {
            // The contract's timestamps end at milliseconds.
            Instant now = Instant.ofEpochMilli(wall.millis());
            SegmentModel model = trainer.train(spec, customers, versions.parent(), now);
            return model.numbered(versions.next(), model.segmentsEver());
        } catch (NoStructureException e) {
            throw new TrainingRefusedException(String.valueOf(e.getMessage()), false);
        }
    }

    /** Waits until what was written has come back, so that the next decision builds on it. */
    private void publish(Versions.Change change) {
        try {
            publisher.publish(change);
            if (!models.await(spec.id(), change::isIn, COMES_BACK)) {
                LOG.warn("What was published for {} did not come back within {} s", spec.id(), COMES_BACK.toSeconds());
            }
        } catch (PublishException e) {
            throw new TrainingRefusedException(String.valueOf(e.getMessage()), !e.fenced());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
