package dev.segue.trainer.training;

import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.clustering.CentroidRescaling;
import dev.segue.segmentation.clustering.Clustering;
import dev.segue.segmentation.clustering.KMeans;
import dev.segue.segmentation.clustering.MiniBatchKMeans;
import dev.segue.segmentation.clustering.MiniBatchKMeans.WarmStart;
import dev.segue.segmentation.clustering.Points;
import dev.segue.segmentation.drift.Baseline;
import dev.segue.segmentation.drift.Distribution;
import dev.segue.segmentation.drift.Drift;
import dev.segue.segmentation.preparation.PreparedSample;
import dev.segue.segmentation.selection.ClusterSearch;
import dev.segue.segmentation.selection.KSelection;
import dev.segue.spec.SegmentationSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the clusters of the model in force are carried on, or searched for anew, and does it. Carried on they
 * move as far as the customers do; that is cheap and keeps segments steady, but only good while the customers are much
 * the same: clusters once found in a few customers would else be carried on for ever.
 */
final class CourseChoice {
    /** What carried-on clusters may leave unexplained, over what the last search left. */
    private static final double MOST_OVER_BASELINE = 1.1;
    /** What carried-on clusters may have of the inertia of full K-means on the same customers. */
    private static final double MOST_OVER_FULL = 1.03;
    /** Passes over the customers after a mini-batch fit: each lowers the inertia, and the first ones most. */
    private static final int POLISHING_PASSES = 20;
    /** Enough to tell numbers of clusters apart. */
    private static final int SILHOUETTE_PART = 4_000;

    private final QualityMeasure quality;

    CourseChoice(QualityMeasure quality) {
        this.quality = quality;
    }

    /**
     * Clusters the customers.
     *
     * @param spec what is trained
     * @param ancestor the model in force, if it was trained for a specification that means the same
     * @param sample the customers
     * @param points the same, as they are clustered
     * @param now when it is trained
     */
    Course take(
            SegmentationSpec spec, @Nullable SegmentModel ancestor, PreparedSample sample, Points points, Instant now) {
        SplittableRandom random = new SplittableRandom(spec.training().seed());
        double total = new KMeans(1, 1).fit(points, random.split()).inertia();
        Searched searched = new Searched(spec, sample, points, total, random);
        if (ancestor == null) {
            return searched.because("There was no model of this specification to carry on.", null, null);
        }
        Baseline baseline = ancestor.baseline();
        if (baseline == null || !canGoOnFrom(ancestor, spec, sample)) {
            return searched.because("The model in force has other features or another number of segments.", null, null);
        }
        Drift drift = Drift.since(baseline, names(sample), columns(sample));
        if (drift.isLarge()) {
            return searched.because(drift.inWords(), drift, null);
        }
        Clustering carriedOn = goOn(spec, points, ancestor, sample, now, random);
        double ratio = share(carriedOn.inertia(), total) / Math.max(baseline.unexplained(), Double.MIN_NORMAL);
        if (ratio > MOST_OVER_BASELINE) {
            return searched.because(
                    String.format(
                            Locale.ROOT,
                            "Carried on, the segments would leave %.2f times the variance unexplained that the last"
                                    + " search left.",
                            ratio),
                    drift,
                    ratio);
        }
        double overFull =
                quality.fullKMeansRatio(points, carriedOn, spec.training().seed());
        if (overFull > MOST_OVER_FULL) {
            return searched.because(
                    String.format(
                            Locale.ROOT,
                            "Carried on, the segments would have %.2f times the inertia of full K-means.",
                            overFull),
                    drift,
                    ratio);
        }
        return new Course(carriedOn, drift.inWords(), null, drift, ratio, baseline);
    }

    /** A search, put off until there is a reason for it. */
    private record Searched(
            SegmentationSpec spec, PreparedSample sample, Points points, double total, SplittableGenerator random) {

        Course because(String why, @Nullable Drift drift, @Nullable Double ratio) {
            KSelection selection = new ClusterSearch(
                            spec.clusters().low(), spec.clusters().high(), SILHOUETTE_PART)
                    .search(points, CourseChoice::fit, random);
            Clustering clustering = selection.choice().clustering();
            Baseline baseline = new Baseline(
                    points.count(),
                    share(clustering.inertia(), total),
                    columns(sample).stream().map(Distribution::of).toList());
            return new Course(clustering, why, selection, drift, ratio, baseline);
        }
    }

    /** Mini-batches come near the clusters quickly, full passes then reach them. */
    private static Clustering fit(int clusters, Points points, SplittableGenerator random) {
        Clustering near = MiniBatchKMeans.of(clusters).fit(points, random);
        return new KMeans(clusters, 1, POLISHING_PASSES, 0).fitFrom(points, near.centroids());
    }

    private static boolean canGoOnFrom(SegmentModel parent, SegmentationSpec spec, PreparedSample sample) {
        int segments = parent.segments().size();
        return segments >= spec.clusters().low()
                && segments <= spec.clusters().high()
                && CentroidRescaling.isPossible(parent.features(), sample.features());
    }

    /** The parent's customers count as many as they were, less what time has taken of them since. */
    private static Clustering goOn(
            SegmentationSpec spec,
            Points points,
            SegmentModel parent,
            PreparedSample sample,
            Instant now,
            SplittableRandom random) {
        Duration age = Duration.between(parent.trainedAt(), now);
        double halfLives = Math.max(0, age.toMillis())
                / (double) spec.training().halfLife().toMillis();
        double[] counts = parent.segments().stream()
                .mapToDouble(segment -> segment.size() * Math.pow(0.5, halfLives))
                .toArray();
        WarmStart start =
                new WarmStart(CentroidRescaling.centroids(parent, sample.features(), sample.projection()), counts);
        return MiniBatchKMeans.of(counts.length).fit(points, start, random);
    }

    private static double share(double inertia, double total) {
        return total > 0 ? inertia / total : 1;
    }

    private static List<String> names(PreparedSample sample) {
        return sample.features().stream().map(ModelFeature::coordinateName).toList();
    }

    private static List<double[]> columns(PreparedSample sample) {
        return IntStream.range(0, sample.features().size())
                .mapToObj(j -> IntStream.range(0, sample.count())
                        .mapToDouble(i -> sample.raw(i, j))
                        .toArray())
                .toList();
    }
}
