package dev.segue.trainer;

import dev.segue.segmentation.assignment.Release.Status;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.trainer.sample.CustomerSample;
import dev.segue.trainer.sample.SnapshotReader;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the trainer counts. Labels are bounded: segmentations and outcomes. Thread-safe. */
final class TrainerMetrics {
    private final MeterRegistry meters;

    TrainerMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Shows how many customers there are to train on. */
    void watch(CustomerSample sample, SnapshotReader snapshots) {
        Gauge.builder("segue.trainer.customers", sample, CustomerSample::size)
                .description("Customers in the training sample")
                .register(meters);
        FunctionCounter.builder("segue.trainer.undecodable", snapshots, SnapshotReader::undecodable)
                .description("Feature snapshots that could not be used")
                .register(meters);
    }

    /** Shows how a segmentation's models stand. */
    void watch(SegmentationTraining training) {
        String id = training.id();
        training(id);
        for (Status outcome : new Status[] {Status.PUBLISHED, Status.HELD}) {
            candidates(id, outcome);
        }
        Gauge.builder(
                        "segue.model.version",
                        training,
                        one -> version(one.versions().inForce()))
                .description("Version of the model in force; 0 for none")
                .tag("segmentation", id)
                .register(meters);
        Gauge.builder(
                        "segue.candidate.held",
                        training,
                        one -> version(one.versions().held().orElse(null)))
                .description("Version that waits for a person; 0 for none")
                .tag("segmentation", id)
                .register(meters);
        TimeGauge.builder("segue.model.age", training, TimeUnit.SECONDS, TrainerMetrics::age)
                .description("How long ago the model in force was trained; not a number for none")
                .tag("segmentation", id)
                .register(meters);
        TimeGauge.builder(
                        "segue.training.interval",
                        training,
                        TimeUnit.SECONDS,
                        one -> one.interval().toSeconds())
                .description("Least time from a model to the next on schedule")
                .tag("segmentation", id)
                .register(meters);
    }

    /** A model was trained, and published or held. */
    void trained(TrainedModel trained) {
        String id = trained.model().segmentation();
        training(id).record(trained.took());
        candidates(id, trained.model().release().status()).increment();
    }

    private Timer training(String segmentation) {
        return Timer.builder("segue.training")
                .description("Time to train a model")
                .tag("segmentation", segmentation)
                .register(meters);
    }

    private Counter candidates(String segmentation, Status outcome) {
        return Counter.builder("segue.candidates")
                .description("Models trained, by what the gate made of them")
                .tag("segmentation", segmentation)
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }

    private static double age(SegmentationTraining training) {
        Duration age = training.age();
        return age == null ? Double.NaN : age.toMillis() / (double) TimeUnit.SECONDS.toMillis(1);
    }

    private static long version(@Nullable SegmentModel model) {
        return model == null ? 0 : model.version();
    }
}
