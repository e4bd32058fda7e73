package dev.segue.trainer.training;

import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Projection;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.clustering.AdjustedRandIndex;
import dev.segue.segmentation.clustering.Clustering;
import dev.segue.segmentation.clustering.Points;
import dev.segue.segmentation.clustering.ZScores;
import dev.segue.segmentation.drift.Drift;
import dev.segue.segmentation.preparation.Components;
import dev.segue.segmentation.preparation.PrincipalComponents;
import dev.segue.segmentation.report.ModelReport;
import dev.segue.segmentation.report.ModelReport.Candidate;
import dev.segue.segmentation.report.ModelReport.FeatureShift;
import dev.segue.segmentation.report.ModelReport.Hierarchy;
import dev.segue.segmentation.report.ModelReport.NoiseCheck;
import dev.segue.segmentation.report.ModelReport.Psi;
import dev.segue.segmentation.report.ModelReport.Scatter;
import dev.segue.segmentation.report.ModelReport.SegmentReport;
import dev.segue.segmentation.selection.KCandidate;
import dev.segue.segmentation.selection.KSelection;
import dev.segue.segmentation.selection.Structure;
import dev.segue.segmentation.value.ValueFit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Reports on trained models. They are held against the same customers with their features shuffled and, where the number of
 * clusters was searched for, against Ward's hierarchical clustering of some of them. Immutable and safe
 * to share between threads.
 */
public final class ModelReporter {
    private static final int HIERARCHY_SAMPLE = 400;
    private static final int SCATTER_SAMPLE = 1_000;
    private static final int AXES = 3;
    private static final int MONEY_PLACES = 4;

    private final ReferenceHierarchy hierarchies;

    /** @param hierarchies Ward's clustering by someone else's code */
    public ModelReporter(ReferenceHierarchy hierarchies) {
        this.hierarchies = hierarchies;
    }

    /**
     * Reports on a model.
     *
     * @param training what it came of
     * @param model the model as it is published
     */
    public ModelReport report(Training training, SegmentModel model) {
        Course course = training.course();
        KSelection selection = course.selection();
        Points scaled = training.sample().scaled();
        return new ModelReport(
                model.segmentation(),
                model.version(),
                model.trainedAt(),
                scaled.count(),
                !course.isWarm(),
                course.why(),
                selection == null
                        ? List.of()
                        : selection.candidates().stream()
                                .map(ModelReporter::candidate)
                                .toList(),
                model.segments().size(),
                selection == null || selection.elbow().isEmpty()
                        ? null
                        : selection.elbow().getAsInt(),
                selection == null
                        ? List.of("The segments of the model in force were carried on.")
                        : selection.reasons(),
                structure(scaled, model),
                selection == null ? null : hierarchy(training, model),
                scatter(scaled, training.clustering(), model),
                model.features().stream().map(ModelFeature::coordinateName).toList(),
                segments(training, scaled, model),
                shift(course),
                valueSentence(training.valuation()));
    }

    private static Candidate candidate(KCandidate candidate) {
        return new Candidate(
                candidate.k(),
                candidate.inertia(),
                defined(candidate.indices().silhouette()),
                defined(candidate.indices().calinskiHarabasz()),
                defined(candidate.indices().daviesBouldin()),
                defined(candidate.stability()),
                IntStream.of(candidate.clustering().sizes())
                        .mapToLong(size -> -size)
                        .sorted()
                        .map(size -> -size)
                        .boxed()
                        .toList());
    }

    private static NoiseCheck structure(Points scaled, SegmentModel model) {
        List<String> traits =
                model.features().stream().map(ModelFeature::name).distinct().toList();
        int[] groups = model.features().stream()
                .mapToInt(feature -> traits.indexOf(feature.name()))
                .toArray();
        Structure structure = Structure.of(scaled, groups, model.segments().size(), new SplittableRandom(model.seed()));
        return new NoiseCheck(
                structure.sampled(),
                structure.unexplained(),
                structure.shuffledUnexplained(),
                structure.shuffledLeast(),
                structure.silhouette(),
                structure.shuffledSilhouette(),
                structure.isBetterThanNoise(),
                structure.inWords());
    }

    private @Nullable Hierarchy hierarchy(Training training, SegmentModel model) {
        Points points = training.sample().points();
        int clusters = model.segments().size();
        if (points.count() <= clusters) {
            return null;
        }
        int[] some = evenly(points.count(), HIERARCHY_SAMPLE);
        double[][] rows = Arrays.stream(some).mapToObj(points::row).toArray(double[][]::new);
        ReferenceHierarchy.Dendrogram dendrogram = hierarchies.ward(rows, clusters);
        int[] labels =
                Arrays.stream(some).map(i -> training.clustering().labels()[i]).toArray();
        return new Hierarchy(
                AdjustedRandIndex.of(dendrogram.labels(), labels),
                Arrays.stream(labels)
                        .mapToObj(label -> model.segments().get(label).id())
                        .toList(),
                dendrogram.merges());
    }

    private static @Nullable Scatter scatter(Points scaled, Clustering clustering, SegmentModel model) {
        if (scaled.dimensions() < AXES) {
            return null;
        }
        Projection axes = PrincipalComponents.fit(scaled, new Components.Count(AXES));
        List<ModelReport.Point> points = new ArrayList<>();
        for (int i : evenly(scaled.count(), SCATTER_SAMPLE)) {
            double[] place = axes.apply(scaled.row(i));
            points.add(new ModelReport.Point(
                    (float) place[0],
                    (float) place[1],
                    (float) place[2],
                    model.segments().get(clustering.labels()[i]).id()));
        }
        return new Scatter(Arrays.stream(axes.explained()).boxed().toList(), points);
    }

    /** The customers come in the order of a hash, so evenly spaced ones are as good as random ones. */
    private static int[] evenly(int count, int most) {
        int size = Math.min(count, most);
        return LongStream.range(0, size).mapToInt(i -> (int) (i * count / size)).toArray();
    }

    private static List<SegmentReport> segments(Training training, Points scaled, SegmentModel model) {
        Clustering clustering = training.clustering();
        int segments = model.segments().size();
        double[][] z = ZScores.of(scaled, clustering.labels(), segments);
        List<SegmentReport> reports = new ArrayList<>();
        for (int s = 0; s < segments; s++) {
            reports.add(new SegmentReport(
                    model.segments().get(s).id(),
                    clustering.sizes()[s],
                    Arrays.stream(z[s]).boxed().toList(),
                    revenue(training, s)));
        }
        return reports;
    }

    /** What the segment's sampled customers spent, as far as it is known. */
    private static BigDecimal revenue(Training training, int segment) {
        int[] labels = training.clustering().labels();
        double[] spend = training.spend().values();
        double sum = IntStream.range(0, labels.length)
                .filter(i -> labels[i] == segment)
                .mapToDouble(i -> spend[i])
                .filter(Double::isFinite)
                .sum();
        return BigDecimal.valueOf(sum).setScale(MONEY_PLACES, RoundingMode.HALF_EVEN);
    }

    private static @Nullable FeatureShift shift(Course course) {
        Drift drift = course.drift();
        return drift == null
                ? null
                : new FeatureShift(
                        drift.shifts().stream()
                                .map(shift -> new Psi(shift.feature(), shift.index()))
                                .toList(),
                        course.inertiaRatio(),
                        drift.inWords());
    }

    private static String valueSentence(Valuation valuation) {
        return switch (valuation) {
            case Valuation.None(String why) -> "There is no value model: %s.".formatted(why);
            case Valuation.Fitted(ValueFit fit) ->
                String.format(
                        Locale.ROOT,
                        "The value model rests on %,d customers, of whom %,d came back.",
                        fit.customers(),
                        fit.repeatBuyers());
        };
    }

    private static @Nullable Double defined(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
