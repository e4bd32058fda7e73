package dev.segue.trainer.training;

import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.clustering.CentroidRescaling;
import dev.segue.segmentation.clustering.Clustering;
import dev.segue.segmentation.clustering.Dimension;
import dev.segue.segmentation.clustering.Labels;
import dev.segue.segmentation.clustering.MiniBatchKMeans;
import dev.segue.segmentation.clustering.MiniBatchKMeans.WarmStart;
import dev.segue.segmentation.clustering.Points;
import dev.segue.segmentation.clustering.SegmentIdentities;
import dev.segue.segmentation.clustering.SegmentIdentities.Identity;
import dev.segue.spec.SegmentationSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trains models. The same specification, customers, parent and moment give the same model. Immutable and safe to share
 * between threads.
 */
public final class ModelTrainer {
    /**
     * A segment lives on where its centroid moved by no more than a typical member's distance from it: then most of
     * those who were in it still are.
     */
    private static final double LIVES_ON_WITHIN_RADII = 1;

    private final QualityMeasure quality;

    /**
     * A trainer.
     *
     * @param reference full K-means to measure the models against
     */
    public ModelTrainer(ReferenceClustering reference) {
        this.quality = new QualityMeasure(reference);
    }

    /**
     * Trains a model: from the parent's centroids where there is a parent with the same features and as many segments,
     * otherwise from new ones.
     *
     * @param spec what to train
     * @param customers on whom, more than clusters
     * @param parent the model in force, or null
     * @param now when it is trained
     * @throws NoStructureException where the customers are too alike
     */
    public SegmentModel train(
            SegmentationSpec spec, TrainingSet customers, @Nullable SegmentModel parent, Instant now) {
        List<Dimension> dimensions = spec.dimensions();
        List<ModelFeature> features = IntStream.range(0, dimensions.size())
                .mapToObj(j -> dimensions.get(j).fit(customers.column(j)))
                .toList();
        Points points = points(customers, features);
        SplittableRandom random = new SplittableRandom(spec.training().seed());
        boolean warm = parent != null && canGoOnFrom(parent, spec, features);
        Clustering clustering = populated(
                parent != null && warm
                        ? goOn(spec, points, parent, features, now, random)
                        : MiniBatchKMeans.of(spec.clusters()).fit(points, random),
                spec,
                customers);
        double[] radii = radii(points, clustering);
        SegmentIdentities identities = parent == null
                ? SegmentIdentities.first(spec.id(), clustering.clusters())
                : SegmentIdentities.continuing(
                        parent,
                        features,
                        clustering.centroids(),
                        LIVES_ON_WITHIN_RADII * meanRadius(clustering, radii));
        return new SegmentModel(
                spec.id(),
                parent == null ? 1 : parent.version() + 1,
                parent != null && warm ? parent.version() : null,
                now,
                customers.asOf(),
                features,
                segments(identities, clustering, radii, features, customers),
                quality.of(points, clustering, spec.training().seed()),
                spec.flapControl(),
                identities.lineage(),
                identities.segmentsEver(),
                spec.training().seed());
    }

    private static Points points(TrainingSet customers, List<ModelFeature> features) {
        double[][] points = new double[customers.rows().size()][features.size()];
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < points[i].length; j++) {
                points[i][j] = features.get(j).coordinate(customers.rows().get(i)[j]);
            }
        }
        return Points.of(points);
    }

    private static boolean canGoOnFrom(SegmentModel parent, SegmentationSpec spec, List<ModelFeature> features) {
        return parent.segments().size() == spec.clusters() && CentroidRescaling.isPossible(parent.features(), features);
    }

    /** The parent's customers count as many as they were, less what time has taken of them since. */
    private static Clustering goOn(
            SegmentationSpec spec,
            Points points,
            SegmentModel parent,
            List<ModelFeature> features,
            Instant now,
            SplittableRandom random) {
        Duration age = Duration.between(parent.trainedAt(), now);
        double halfLives = Math.max(0, age.toMillis())
                / (double) spec.training().halfLife().toMillis();
        double[] counts = parent.segments().stream()
                .mapToDouble(segment -> segment.size() * Math.pow(0.5, halfLives))
                .toArray();
        WarmStart start = new WarmStart(CentroidRescaling.centroids(parent, features), counts);
        return MiniBatchKMeans.of(spec.clusters()).fit(points, start, random);
    }

    /** Without clusters nobody is in, and the largest first: the order in which a segmentation's segments are numbered. */
    private static Clustering populated(Clustering clustering, SegmentationSpec spec, TrainingSet customers) {
        int[] kept = IntStream.range(0, clustering.clusters())
                .filter(c -> clustering.sizes()[c] > 0)
                .boxed()
                .sorted(Comparator.comparingInt((Integer c) -> -clustering.sizes()[c]))
                .mapToInt(Integer::intValue)
                .toArray();
        if (kept.length < 2) {
            throw new NoStructureException("the %d customers do not differ in the features of %s"
                    .formatted(customers.rows().size(), spec.id()));
        }
        int[] renumbered = new int[clustering.clusters()];
        double[][] centroids = new double[kept.length][];
        int[] sizes = new int[kept.length];
        for (int c = 0; c < kept.length; c++) {
            renumbered[kept[c]] = c;
            centroids[c] = clustering.centroids()[kept[c]];
            sizes[c] = clustering.sizes()[kept[c]];
        }
        int[] labels = IntStream.of(clustering.labels())
                .map(label -> renumbered[label])
                .toArray();
        return new Clustering(centroids, labels, sizes, clustering.inertia(), clustering.iterations());
    }

    private static List<Segment> segments(
            SegmentIdentities identities,
            Clustering clustering,
            double[] radii,
            List<ModelFeature> features,
            TrainingSet customers) {
        double[][] profiles = profiles(customers, clustering, features.size());
        Set<String> kept = identities.identities().stream()
                .map(Identity::kept)
                .filter(Objects::nonNull)
                .map(Segment::slug)
                .collect(Collectors.toSet());
        Labels labels = new Labels(features, kept);
        List<Segment> segments = new ArrayList<>();
        for (int c = 0; c < clustering.clusters(); c++) {
            Identity identity = identities.identities().get(c);
            Segment before = identity.kept();
            double[] centroid = clustering.centroids()[c];
            Labels.Label label =
                    before == null ? labels.name(centroid) : new Labels.Label(before.label(), before.slug());
            segments.add(new Segment(
                    identity.id(),
                    label.slug(),
                    label.label(),
                    centroid,
                    profiles[c],
                    clustering.sizes()[c],
                    radii[c]));
        }
        return segments;
    }

    /** Means of the raw features over a cluster's customers who have them; NaN where none has. */
    private static double[][] profiles(TrainingSet customers, Clustering clustering, int features) {
        double[][] sums = new double[clustering.clusters()][features];
        int[][] counts = new int[clustering.clusters()][features];
        for (int i = 0; i < clustering.labels().length; i++) {
            int label = clustering.labels()[i];
            for (int j = 0; j < features; j++) {
                double value = customers.rows().get(i)[j];
                if (!Double.isNaN(value)) {
                    sums[label][j] += value;
                    counts[label][j]++;
                }
            }
        }
        for (int c = 0; c < sums.length; c++) {
            for (int j = 0; j < features; j++) {
                sums[c][j] = counts[c][j] == 0 ? Double.NaN : sums[c][j] / counts[c][j];
            }
        }
        return sums;
    }

    /** Mean distance of a cluster's points to its centroid. */
    private static double[] radii(Points points, Clustering clustering) {
        double[] radii = new double[clustering.clusters()];
        for (int i = 0; i < points.count(); i++) {
            int label = clustering.labels()[i];
            double squared = 0;
            double[] point = points.row(i);
            for (int j = 0; j < point.length; j++) {
                double difference = point[j] - clustering.centroids()[label][j];
                squared += difference * difference;
            }
            radii[label] += Math.sqrt(squared);
        }
        for (int c = 0; c < radii.length; c++) {
            radii[c] /= clustering.sizes()[c];
        }
        return radii;
    }

    /** Over all points; never zero, as identities need a limit. */
    private static double meanRadius(Clustering clustering, double[] radii) {
        double sum = 0;
        for (int c = 0; c < radii.length; c++) {
            sum += radii[c] * clustering.sizes()[c];
        }
        return Math.max(sum / clustering.labels().length, Double.MIN_NORMAL);
    }
}
