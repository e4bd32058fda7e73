package dev.segue.trainer;

import dev.segue.segmentation.assignment.Release;
import dev.segue.segmentation.assignment.Release.Status;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.gate.Gate;
import dev.segue.segmentation.gate.Movement;
import dev.segue.segmentation.gate.SampledCustomer;
import dev.segue.segmentation.report.ModelReport;
import dev.segue.spec.SegmentationSpec;
import dev.segue.trainer.SegmentationStatus.State;
import dev.segue.trainer.publish.ModelPublisher;
import dev.segue.trainer.publish.ModelVersions;
import dev.segue.trainer.publish.PublishException;
import dev.segue.trainer.publish.Versions;
import dev.segue.trainer.sample.CustomerSample;
import dev.segue.trainer.training.ModelReporter;
import dev.segue.trainer.training.ModelTrainer;
import dev.segue.trainer.training.NoStructureException;
import dev.segue.trainer.training.Training;
import dev.segue.trainer.training.TrainingSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One segmentation's way from sample to published model. Safe for use by several threads: one trains, others wait. */
final class SegmentationTraining {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentationTraining.class);
    /** A committed model comes back within milliseconds, unless the broker is in trouble. */
    private static final Duration COMES_BACK = Duration.ofSeconds(30);
    /** Enough to know a share to a third of a per cent. */
    private static final int COMPARED = 20_000;

    private final SegmentationSpec spec;
    private final Duration interval;
    private final CustomerSample sample;
    private final ModelVersions models;
    private final ModelTrainer trainer;
    private final ModelReporter reporter;
    private final ModelPublisher publisher;
    private final BooleanSupplier allRead;
    private final Clock wall;
    private final Influx influx = new Influx();
    private volatile long trainedOn = -1;
    private volatile Instant rolledBackAt = Instant.EPOCH;

    SegmentationTraining(
            SegmentationSpec spec,
            Duration interval,
            CustomerSample sample,
            ModelVersions models,
            ModelTrainer trainer,
            ModelReporter reporter,
            ModelPublisher publisher,
            BooleanSupplier allRead,
            Clock wall) {
        this.spec = spec;
        this.interval = interval;
        this.sample = sample;
        this.models = models;
        this.trainer = trainer;
        this.reporter = reporter;
        this.publisher = publisher;
        this.allRead = allRead;
        this.wall = wall;
    }

    String id() {
        return spec.id();
    }

    /** Least time from a model to the next on schedule. */
    Duration interval() {
        return interval;
    }

    /** How long ago the model in force was trained; null where there is none that can be used. */
    @Nullable
    Duration age() {
        SegmentModel model = models.model(spec.id());
        return model == null ? null : Duration.between(model.trainedAt(), wall.instant());
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
                    : "model v%d in force%s, %d customers".formatted(model.version(), heldToo(), eligible);
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

    private String heldToo() {
        return models.versions(spec.id())
                .held()
                .map(held -> ", v%d held".formatted(held.version()))
                .orElse("");
    }

    /**
     * Whether the schedule wants a model now: the last one, or the last roll-back, is old enough, and customers changed; or there
     * is none, and customers no longer come in numbers. To be asked at even intervals.
     */
    boolean due() {
        return models.versions(spec.id())
                .newest()
                .map(newest -> isOver(newest.trainedAt()) && isOver(rolledBackAt) && sample.changes() != trainedOn)
                .orElseGet(() -> influx.isOver(sample.eligible(spec)));
    }

    private boolean isOver(Instant since) {
        return !wall.instant().isBefore(since.plus(interval));
    }

    /**
     * Trains a model, and publishes or holds it as the gate decides.
     *
     * @throws TrainingRefusedException where that is not possible now
     */
    synchronized TrainedModel train() {
        long changes = sample.changes();
        Versions versions = models.versions(spec.id());
        TrainedModel trained = candidate(versions);
        SegmentModel model = trained.model();
        publish(versions.candidate(model), trained.report());
        trainedOn = changes;
        LOG.atInfo()
                .addKeyValue("segmentation", model.segmentation())
                .addKeyValue("model_version", model.version())
                .log(
                        "{} model {} v{}: {} segments from {} customers, {} of the inertia of full K-means, in {} ms: {}",
                        model.release().status() == Status.HELD ? "Held" : "Published",
                        model.segmentation(),
                        model.version(),
                        model.segments().size(),
                        model.quality().sampled(),
                        "%.4f".formatted(model.quality().fullKMeansRatio()),
                        trained.took().toMillis(),
                        trained.reasons());
        return trained;
    }

    /**
     * Trains a model and shows it to nobody but who asks.
     *
     * @throws TrainingRefusedException where that is not possible now
     */
    TrainedModel rehearse() {
        return candidate(models.versions(spec.id()));
    }

    /**
     * Changes how the versions stand.
     *
     * @param seen {@link Versions#tag} of the versions as whoever asks has seen them; null for whatever they are
     * @param change what is to be done with them
     * @return the versions, changed
     * @throws StaleVersionException where they are not as seen
     * @throws TrainingRefusedException where that is not possible now
     */
    synchronized Versions change(@Nullable String seen, Function<Versions, Versions.Change> change) {
        if (!allRead.getAsBoolean()) {
            throw new TrainingRefusedException("not all versions are read yet", true);
        }
        Versions versions = models.versions(spec.id());
        if (seen != null && !seen.equals(versions.tag())) {
            throw new StaleVersionException("the versions of %s are %s by now, not %s as you have seen them"
                    .formatted(spec.id(), versions.tag(), seen));
        }
        publish(change.apply(versions), null);
        return models.versions(spec.id());
    }

    /** Goes back to a version that was in force; the schedule begins anew. */
    Versions rollBack(@Nullable String seen, @Nullable Long version) {
        Versions now = change(seen, versions -> versions.rollBack(version));
        rolledBackAt = wall.instant();
        return now;
    }

    /** All versions, as they are now. */
    Versions versions() {
        return models.versions(spec.id());
    }

    /**
     * Two versions side by side, on the customers of now.
     *
     * @throws dev.segue.trainer.publish.VersionRefusedException where there is no such version
     */
    Difference difference(long from, long to) {
        Versions versions = models.versions(spec.id());
        SegmentModel one = versions.version(from);
        SegmentModel other = versions.version(to);
        return new Difference(one, other, Movement.of(one, other, seen(one, other, sample.now())));
    }

    private TrainedModel candidate(Versions versions) {
        SegmentationStatus status = status();
        if (status.state() != State.READY) {
            throw new TrainingRefusedException(status.detail(), status.state() == State.STARTING);
        }
        TrainingSet customers = sample.trainingSet(spec);
        long began = System.nanoTime();
        Training training = training(customers, versions);
        SegmentModel model =
                training.model().numbered(versions.next(), training.model().segmentsEver());
        SegmentModel released = model.released(gate(model, versions.inForce()));
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return new TrainedModel(released, reporter.report(training, released), took);
    }

    private Release gate(SegmentModel candidate, @Nullable SegmentModel inForce) {
        return Gate.decide(
                spec.gates(),
                candidate,
                inForce,
                inForce == null ? List.of() : seen(inForce, candidate, candidate.asOf()));
    }

    private List<SampledCustomer> seen(SegmentModel inForce, SegmentModel candidate, Instant moment) {
        return sample.asSeenBy(inForce, candidate, moment, COMPARED);
    }

    private Training training(TrainingSet customers, Versions versions) {
        try {
            // The contract's timestamps end at milliseconds.
            Instant now = Instant.ofEpochMilli(wall.millis());
            return trainer.train(spec, customers, versions.parent(), now);
        } catch (NoStructureException e) {
            throw new TrainingRefusedException(String.valueOf(e.getMessage()), false);
        }
    }

    /** Waits until what was written has come back, so that the next decision builds on it. */
    private void publish(Versions.Change change, @Nullable ModelReport report) {
        try {
            publisher.publish(change, report);
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
