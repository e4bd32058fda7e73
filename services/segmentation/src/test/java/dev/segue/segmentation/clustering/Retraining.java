package dev.segue.segmentation.clustering;

import dev.segue.segmentation.assignment.FlapControl;
import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Quality;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.assignment.Transform;
import dev.segue.segmentation.clustering.SegmentIdentities.Identity;
import dev.segue.segmentation.preparation.Column;
import dev.segue.segmentation.preparation.Dimension;
import dev.segue.segmentation.preparation.Imputation;
import dev.segue.segmentation.preparation.Preparation;
import dev.segue.segmentation.preparation.Scaling;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Trains one model after the other on a drifting base, each on its own scaling, as a trainer does. */
final class Retraining {
    private static final Preparation PREPARATION = new Preparation(
            IntStream.range(0, DriftingBase.DIMENSIONS)
                    .<Dimension>mapToObj(j -> new Dimension.Number(
                            "profile.trait" + j,
                            Transform.NONE,
                            Imputation.Statistic.MEDIAN,
                            new Dimension.Clip(0.01, 0.99),
                            1))
                    .toList(),
            Scaling.STANDARD,
            null);

    private final SplittableRandom random;
    private @Nullable SegmentModel model;
    private final Map<String, String> segmentOfGroup = new HashMap<>();

    Retraining(SplittableRandom random) {
        this.random = random;
    }

    /** The segment most of a group's customers are in since the latest training. */
    String segmentOf(DriftingBase.Group group) {
        return Objects.requireNonNull(segmentOfGroup.get(group.name));
    }

    /** Trains on the base as it is, with as many clusters as it has groups. */
    SegmentModel train(DriftingBase base) {
        List<double[]> rows = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        for (DriftingBase.Group group : base.groups()) {
            for (double[] offset : group.offsets) {
                double[] row = new double[offset.length];
                for (int j = 0; j < row.length; j++) {
                    row[j] = group.centre[j] + offset[j];
                }
                rows.add(row);
                groups.add(group.name);
            }
        }
        List<ModelFeature> features = PREPARATION.fit(columns(rows), List.of()).features();
        Points points = points(rows, features);
        SegmentModel parent = model;
        Clustering clustering = cluster(points, base.groups().size(), parent, features);
        double[] radii = radii(points, clustering);
        SegmentIdentities identities = parent == null
                ? SegmentIdentities.first("drift", clustering.clusters())
                : SegmentIdentities.continuing(
                        parent,
                        CentroidRescaling.centroids(parent, features, null),
                        clustering.centroids(),
                        stoodAndStand(parent, rows, clustering),
                        mean(radii));
        SegmentModel trained = model(parent, features, identities, clustering, radii);
        remember(groups, clustering, trained);
        model = trained;
        return trained;
    }

    private Clustering cluster(
            Points points, int clusters, @Nullable SegmentModel parent, List<ModelFeature> features) {
        if (parent != null && parent.segments().size() == clusters) {
            double[] counts = parent.segments().stream()
                    .mapToDouble(segment -> segment.size() / 4.0)
                    .toArray();
            return MiniBatchKMeans.of(clusters)
                    .fit(
                            points,
                            new MiniBatchKMeans.WarmStart(CentroidRescaling.centroids(parent, features, null), counts),
                            random);
        }
        return new MiniBatchKMeans(clusters, 1024, 20, 100, 10, 0.01, Double.POSITIVE_INFINITY).fit(points, random);
    }

    private static Contingency stoodAndStand(SegmentModel parent, List<double[]> rows, Clustering clustering) {
        double[][] centroids = parent.segments().stream().map(Segment::centroid).toArray(double[][]::new);
        int[] before =
                Clustering.assign(points(rows, parent.features()), centroids).labels();
        return Contingency.of(before, centroids.length, clustering.labels(), clustering.clusters());
    }

    private static List<Column> columns(List<double[]> rows) {
        return IntStream.range(0, DriftingBase.DIMENSIONS)
                .<Column>mapToObj(j -> new Column.Numbers(
                        rows.stream().mapToDouble(row -> row[j]).toArray()))
                .toList();
    }

    private static Points points(List<double[]> rows, List<ModelFeature> features) {
        return Points.of(rows.stream()
                .map(row -> IntStream.range(0, row.length)
                        .mapToDouble(j -> features.get(j).coordinate(row[j]))
                        .toArray())
                .toArray(double[][]::new));
    }

    private static SegmentModel model(
            @Nullable SegmentModel parent,
            List<ModelFeature> features,
            SegmentIdentities identities,
            Clustering clustering,
            double[] radii) {
        List<Segment> segments = new ArrayList<>();
        for (int c = 0; c < clustering.clusters(); c++) {
            Identity identity = identities.identities().get(c);
            segments.add(new Segment(
                    identity.id(),
                    identity.id(),
                    identity.id(),
                    clustering.centroids()[c],
                    new double[features.size()],
                    clustering.sizes()[c],
                    radii[c]));
        }
        return new SegmentModel(
                "drift",
                parent == null ? 1 : parent.version() + 1,
                parent == null ? null : parent.version(),
                Instant.EPOCH,
                Instant.EPOCH,
                features,
                segments,
                new Quality(clustering.labels().length, clustering.inertia(), 0.5, 1, 1, 1),
                new FlapControl(0, Duration.ZERO, 0),
                identities.lineage(),
                identities.segmentsEver(),
                1);
    }

    private void remember(List<String> groups, Clustering clustering, SegmentModel trained) {
        Map<String, int[]> counts = new HashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            counts.computeIfAbsent(groups.get(i), name -> new int[clustering.clusters()])[
                    clustering.labels()[i]]++;
        }
        segmentOfGroup.clear();
        counts.forEach((group, count) -> {
            int most = IntStream.range(0, count.length)
                    .reduce((a, b) -> count[b] > count[a] ? b : a)
                    .orElseThrow();
            segmentOfGroup.put(group, trained.segments().get(most).id());
        });
    }

    private static double[] radii(Points points, Clustering clustering) {
        double[] radii = new double[clustering.clusters()];
        for (int i = 0; i < points.count(); i++) {
            int label = clustering.labels()[i];
            radii[label] += Math.sqrt(Centroids.squaredDistance(
                            points.row(i), 0, clustering.centroids()[label], 0, points.dimensions()))
                    / clustering.sizes()[label];
        }
        return radii;
    }

    private static double mean(double[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
    }
}
