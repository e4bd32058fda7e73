package dev.segue.trainer.training;

import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Release;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.clustering.CentroidRescaling;
import dev.segue.segmentation.clustering.Clustering;
import dev.segue.segmentation.clustering.Contingency;
import dev.segue.segmentation.clustering.Labels;
import dev.segue.segmentation.clustering.Labels.Label;
import dev.segue.segmentation.clustering.Points;
import dev.segue.segmentation.clustering.SegmentIdentities;
import dev.segue.segmentation.clustering.ZScores;
import dev.segue.segmentation.features.FeatureCatalogue;
import dev.segue.segmentation.preparation.PreparedSample;
import dev.segue.segmentation.value.SegmentValue;
import dev.segue.segmentation.value.ValueFit;
import dev.segue.segmentation.value.ValueModel;
import dev.segue.spec.SegmentationSpec;
import dev.segue.spec.SpecFeature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trains models. The same specification, customers, parent and moment give the same model. Immutable and safe to share
 * between threads.
 */
public final class ModelTrainer {
    private final QualityMeasure quality;
    private final CourseChoice courses;

    /**
     * A trainer.
     *
     * @param reference full K-means to measure the models against
     */
    public ModelTrainer(ReferenceClustering reference) {
        this.quality = new QualityMeasure(reference);
        this.courses = new CourseChoice(quality);
    }

    /**
     * Trains a model: from the parent's centroids where there is a parent of the same lineage, one trained for a
     * specification that means the same, and the customers are much as they were; otherwise from new ones. The segments
     * of another lineage do not live on.
     *
     * @param spec what to train
     * @param customers on whom, more than clusters
     * @param parent the model in force, or null
     * @param now when it is trained
     * @throws NoStructureException where the customers are too alike, or nothing predicts a feature that is predicted
     */
    public Training train(SegmentationSpec spec, TrainingSet customers, @Nullable SegmentModel parent, Instant now) {
        String fingerprint = spec.fingerprint();
        SegmentModel ancestor = parent != null && parent.spec().equals(fingerprint) ? parent : null;
        Valuation valuation = Valuation.of(customers.histories());
        PreparedSample sample = spec.preparation()
                .fit(
                        predicted(spec, customers, valuation).columns(),
                        ancestor == null ? List.of() : ancestor.features());
        requireLevels(spec, sample, customers);
        Points points = sample.points();
        Course course = courses.take(spec, ancestor, sample, points, now);
        Clustering clustering = populated(course.clustering(), spec, customers);
        double[] radii = radii(points, clustering);
        SegmentIdentities identities = identities(spec, sample, clustering, radii, parent, ancestor);
        SegmentModel model = new SegmentModel(
                spec.id(),
                parent == null ? 1 : parent.version() + 1,
                parent != null && course.isWarm() ? parent.version() : null,
                now,
                customers.asOf(),
                sample.features(),
                segments(spec, identities, clustering, radii, sample, parent, values(customers, valuation, clustering)),
                quality.of(points, clustering, spec.training().seed()),
                spec.flapControl().requiring(spec.required()),
                identities.lineage(),
                identities.segmentsEver(),
                spec.training().seed(),
                sample.projection(),
                fingerprint,
                valuation.model(),
                course.baseline(),
                Release.PUBLISHED);
        return new Training(model, sample, customers.spend(), clustering, course, valuation);
    }

    private static TrainingSet predicted(SegmentationSpec spec, TrainingSet customers, Valuation valuation) {
        List<String> names = spec.features().stream().map(SpecFeature::name).toList();
        String predicted =
                names.stream().filter(FeatureCatalogue::isPredicted).findFirst().orElse(null);
        if (predicted == null) {
            return customers;
        }
        return switch (valuation) {
            case Valuation.Fitted(ValueFit fit) -> customers.predicting(names, fit.model());
            case Valuation.None(String why) ->
                throw new NoStructureException("%s clusters on %s, for which there is no value model: %s"
                        .formatted(spec.id(), predicted, why));
        };
    }

    /** The segments of another lineage do not live on, even where a centroid happens to lie at the same place. */
    private static SegmentIdentities identities(
            SegmentationSpec spec,
            PreparedSample sample,
            Clustering clustering,
            double[] radii,
            @Nullable SegmentModel parent,
            @Nullable SegmentModel ancestor) {
        if (parent == null) {
            return SegmentIdentities.first(spec.id(), clustering.clusters());
        }
        // A centroid is in the same place while it moved by no more than a typical member's distance from it.
        return ancestor == null || !CentroidRescaling.isPossible(ancestor.features(), sample.features())
                ? SegmentIdentities.renewed(parent, clustering.clusters())
                : SegmentIdentities.continuing(
                        ancestor,
                        CentroidRescaling.centroids(ancestor, sample.features(), sample.projection()),
                        clustering.centroids(),
                        customers(ancestor, sample, clustering),
                        meanRadius(clustering, radii));
    }

    private static Contingency customers(SegmentModel ancestor, PreparedSample sample, Clustering clustering) {
        int[] before = new int[sample.count()];
        double[] raw = new double[sample.features().size()];
        for (int i = 0; i < before.length; i++) {
            for (int j = 0; j < raw.length; j++) {
                raw[j] = sample.raw(i, j);
            }
            before[i] = ancestor.place(raw).nearest();
        }
        return Contingency.of(before, ancestor.segments().size(), clustering.labels(), clustering.clusters());
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
            throw noStructure(spec, customers);
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

    /** A category all of whose values are rare has no coordinate, and a model without it is not what was asked for. */
    private static void requireLevels(SegmentationSpec spec, PreparedSample sample, TrainingSet customers) {
        Set<String> trained = sample.features().stream().map(ModelFeature::name).collect(Collectors.toSet());
        for (SpecFeature feature : spec.features()) {
            if (!trained.contains(feature.name())) {
                throw new NoStructureException(
                        "no value of %s is frequent enough among the %d customers to be a level; lower min_share, list the levels or leave the feature out"
                                .formatted(feature.name(), customers.size()));
            }
        }
    }

    private static NoStructureException noStructure(SegmentationSpec spec, TrainingSet customers) {
        return new NoStructureException(
                "the %d customers do not differ in the features of %s".formatted(customers.size(), spec.id()));
    }

    private static List<Segment> segments(
            SegmentationSpec spec,
            SegmentIdentities identities,
            Clustering clustering,
            double[] radii,
            PreparedSample sample,
            @Nullable SegmentModel parent,
            List<SegmentValue> values) {
        double[][] profiles = profiles(sample, clustering);
        List<Label> labels = Labels.of(
                sample.features(),
                identities.identities(),
                parent == null ? List.of() : parent.segments(),
                ZScores.of(sample.scaled(), clustering.labels(), clustering.clusters()),
                spec.labels());
        List<Segment> segments = new ArrayList<>();
        for (int c = 0; c < clustering.clusters(); c++) {
            segments.add(new Segment(
                    identities.identities().get(c).id(),
                    labels.get(c).slug(),
                    labels.get(c).label(),
                    clustering.centroids()[c],
                    profiles[c],
                    clustering.sizes()[c],
                    radii[c],
                    values.isEmpty() ? null : values.get(c)));
        }
        return segments;
    }

    /** What each cluster's customers are worth; empty where nothing predicts it. */
    private static List<SegmentValue> values(TrainingSet customers, Valuation valuation, Clustering clustering) {
        ValueModel model = valuation.model();
        return model == null
                ? List.of()
                : SegmentValue.of(model, customers.histories(), clustering.labels(), clustering.clusters());
    }

    /** Means of the raw features over a cluster's customers who have them; NaN where none has. */
    private static double[][] profiles(PreparedSample sample, Clustering clustering) {
        int features = sample.features().size();
        double[][] sums = new double[clustering.clusters()][features];
        int[][] counts = new int[clustering.clusters()][features];
        for (int i = 0; i < clustering.labels().length; i++) {
            int label = clustering.labels()[i];
            for (int j = 0; j < features; j++) {
                double value = sample.raw(i, j);
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
