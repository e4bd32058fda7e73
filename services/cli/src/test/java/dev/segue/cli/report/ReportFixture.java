package dev.segue.cli.report;

import dev.segue.segmentation.assignment.FlapControl;
import dev.segue.segmentation.assignment.GateDecision;
import dev.segue.segmentation.assignment.GateLimits;
import dev.segue.segmentation.assignment.Lineage;
import dev.segue.segmentation.assignment.Lineage.Kind;
import dev.segue.segmentation.assignment.Migration;
import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Quality;
import dev.segue.segmentation.assignment.Release;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.assignment.Transform;
import dev.segue.segmentation.features.Level;
import dev.segue.segmentation.report.ModelReport;
import dev.segue.segmentation.report.ModelReport.Candidate;
import dev.segue.segmentation.report.ModelReport.FeatureShift;
import dev.segue.segmentation.report.ModelReport.Hierarchy;
import dev.segue.segmentation.report.ModelReport.Merge;
import dev.segue.segmentation.report.ModelReport.NoiseCheck;
import dev.segue.segmentation.report.ModelReport.Point;
import dev.segue.segmentation.report.ModelReport.Psi;
import dev.segue.segmentation.report.ModelReport.Scatter;
import dev.segue.segmentation.report.ModelReport.SegmentReport;
import dev.segue.segmentation.value.BgNbd;
import dev.segue.segmentation.value.GammaGamma;
import dev.segue.segmentation.value.SegmentValue;
import dev.segue.segmentation.value.ValueModel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A model in its third version, held by the gate, with everything a report can have. */
final class ReportFixture {
    private static final Instant AT = Instant.parse("2026-05-04T09:30:00Z");
    private static final int LEAVES = 120;

    private static final List<ModelFeature> FEATURES = List.of(
            number("monetary", Transform.LOG1P),
            number("recency_days", Transform.LOG1P),
            number("profile.income", Transform.NONE),
            number("category_share.wine", Transform.NONE),
            number("channel_share.catalogue", Transform.NONE),
            new ModelFeature("profile.profession", Transform.NONE, 0, 0, 1, 0.2, 0.4, 1, new Level.Is("Artist")));
    private static final double[][] Z = {
        {0.42, -0.31, 0.18, -0.22, 0.05, -0.11},
        {1.63, -0.52, 1.31, 1.12, 1.48, 0.02},
        {-1.07, 0.11, -0.98, -0.41, -0.66, 0.36},
        {-0.35, 1.87, 0.04, 0.13, -0.12, -0.21}
    };
    private static final String[][] NAMES = {
        {"value-1", "high-spend-bought-recently", "High spend · bought recently"},
        {"value-2", "high-spend-catalogue-wine", "High spend · catalogue · high income"},
        {"value-4", "low-spend-low-income", "Low spend · low income"},
        {"value-6", "bought-long-ago", "Bought <long> ago & seldom"}
    };
    private static final long[] SIZES = {812, 433, 655, 307};

    private static final ValueModel VALUE =
            new ValueModel(new BgNbd(0.2426, 4.4136, 0.7929, 2.4259), new GammaGamma(6.2496, 3.7442, 15.4435), 39);

    private ReportFixture() {}

    static ModelHistory history() {
        SegmentModel third = model(
                3,
                List.of(
                        new Lineage(Kind.KEPT, "value-1", List.of(), 0.127),
                        new Lineage(Kind.KEPT, "value-2", List.of(), 0.305),
                        new Lineage(Kind.KEPT, "value-4", List.of(), 0.089),
                        new Lineage(Kind.SPLIT, "value-6", List.of("value-1"), null),
                        new Lineage(Kind.MERGED, "value-3", List.of("value-4"), null)),
                new Release(Release.Status.HELD, gate(), migration()));
        return new ModelHistory(third, false, List.of(earlier(1), earlier(2), third), report());
    }

    static ModelHistory withoutReport() {
        SegmentModel first = model(1, List.of(), Release.PUBLISHED);
        return new ModelHistory(first, true, List.of(first), null);
    }

    private static SegmentModel earlier(long version) {
        return model(
                version,
                version == 1
                        ? List.of()
                        : List.of(
                                new Lineage(Kind.KEPT, "value-1", List.of(), 0.2),
                                new Lineage(Kind.BORN, "value-4", List.of(), null),
                                new Lineage(Kind.RETIRED, "value-5", List.of(), null)),
                Release.PUBLISHED);
    }

    private static SegmentModel model(long version, List<Lineage> lineage, Release release) {
        List<Segment> segments = new ArrayList<>();
        for (int s = 0; s < NAMES.length; s++) {
            double[] profile = {1234.5 * (s + 1), 12.25 * (s + 1), s == 2 ? Double.NaN : 41_000, 0.25, 0.125, 0.2};
            segments.add(new Segment(
                    NAMES[s][0],
                    NAMES[s][1],
                    NAMES[s][2],
                    Z[s],
                    profile,
                    SIZES[s],
                    1.5,
                    new SegmentValue(SIZES[s], 0.05 + 0.19 * s, 2, 210.5 / (s + 1))));
        }
        return new SegmentModel(
                "value",
                version,
                version == 1 ? null : version - 1,
                AT.plus(Duration.ofDays(version)),
                AT,
                FEATURES,
                segments,
                new Quality(2207, 6123.5, 0.2987, 512.4, 1.2345, 1.0031),
                new FlapControl(0.1, Duration.ofDays(1), 1),
                lineage,
                6,
                1,
                null,
                "",
                VALUE,
                null,
                release);
    }

    private static GateDecision gate() {
        return new GateDecision(
                false,
                List.of("it would move 37.4 % of the customers, more than the 30 % allowed"),
                2L,
                0.374,
                0.2987,
                0.3120,
                1.04,
                GateLimits.DEFAULT);
    }

    private static List<Migration> migration() {
        return List.of(
                new Migration("value-1", "value-1", 790),
                new Migration("value-1", "value-6", 301),
                new Migration("value-2", "value-2", 430),
                new Migration("value-3", "value-4", 525),
                new Migration("value-4", "value-4", 130),
                new Migration("value-4", "value-1", 22),
                new Migration(null, "value-6", 9));
    }

    private static ModelReport report() {
        List<SegmentReport> segments = new ArrayList<>();
        for (int s = 0; s < NAMES.length; s++) {
            segments.add(new SegmentReport(
                    NAMES[s][0],
                    SIZES[s],
                    Arrays.stream(Z[s]).boxed().toList(),
                    new BigDecimal("123456.7800")
                            .multiply(BigDecimal.valueOf(4 - s))
                            .setScale(4)));
        }
        return new ModelReport(
                "value",
                3,
                AT,
                2207,
                true,
                "monetary has shifted much since v2 (PSI 0.31), so the number of segments was searched anew.",
                List.of(
                        candidate(2, 9120.4, 0.3412, 623.1, 1.1021, 0.99),
                        candidate(3, 7403.9, 0.3120, 571.8, 1.1876, 0.95),
                        candidate(4, 6123.5, 0.2987, 512.4, 1.2345, 0.96),
                        candidate(5, 5710.2, 0.2410, 455.9, 1.4012, 0.71),
                        candidate(6, 5402.8, 0.2215, 420.3, 1.4433, 0.64)),
                4,
                4,
                List.of(
                        "the inertia bends at 4",
                        "silhouette, Calinski-Harabasz and Davies-Bouldin favour 2, but by little",
                        "clusterings of parts of the sample agree at 4 (0.96), no longer at 5 (0.71)"),
                new NoiseCheck(
                        2207,
                        0.4624,
                        0.8011,
                        0.7890,
                        0.2987,
                        0.1204,
                        true,
                        "The segments explain much more than chance does: 54 % of the variance, against 20 % with"
                                + " every feature shuffled."),
                hierarchy(),
                scatter(),
                FEATURES.stream()
                        .map(feature -> feature.level() == null ? feature.name() : "profile.profession=Artist")
                        .toList(),
                segments,
                new FeatureShift(
                        List.of(
                                new Psi("monetary", 0.3112),
                                new Psi("recency_days", 0.1207),
                                new Psi("profile.income", 0.0031),
                                new Psi("category_share.wine", 0.0204),
                                new Psi("channel_share.catalogue", 0.0412),
                                new Psi("profile.profession=Artist", 0.0009)),
                        1.118,
                        "monetary has shifted much, recency_days some."),
                "1,480 of 2,207 customers bought again.");
    }

    private static Candidate candidate(
            int k, double inertia, double silhouette, double ch, double db, double stability) {
        return new Candidate(k, inertia, silhouette, ch, db, stability, List.of());
    }

    /** Leaves of one segment merge first, then the segments: what Ward would do with well separated ones. */
    private static Hierarchy hierarchy() {
        Random random = new Random(7);
        List<String> leaves = new ArrayList<>();
        List<List<Integer>> groups = new ArrayList<>();
        for (int i = 0; i < LEAVES; i++) {
            int segment = i % NAMES.length;
            leaves.add(NAMES[segment][0]);
            if (groups.size() <= segment) {
                groups.add(new ArrayList<>());
            }
            groups.get(segment).add(i);
        }
        List<Merge> merges = new ArrayList<>();
        double height = 0.2;
        List<Integer> roots = new ArrayList<>();
        while (merges.size() < LEAVES - NAMES.length) {
            List<Integer> open = groups.get(random.nextInt(groups.size()));
            if (open.size() > 1) {
                int left = open.remove(random.nextInt(open.size()));
                int right = open.remove(random.nextInt(open.size()));
                height += 0.02 + 0.06 * random.nextDouble();
                merges.add(new Merge(left, right, height));
                open.add(LEAVES + merges.size() - 1);
            }
        }
        groups.forEach(group -> roots.add(group.getFirst()));
        while (roots.size() > 1) {
            height *= 1.6;
            merges.add(new Merge(roots.removeFirst(), roots.removeFirst(), height));
            roots.add(LEAVES + merges.size() - 1);
        }
        return new Hierarchy(0.8123, leaves, merges);
    }

    private static Scatter scatter() {
        Random random = new Random(11);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            int segment = i % NAMES.length;
            points.add(new Point(
                    (float) (2 * Z[segment][0] + 0.6 * random.nextGaussian()),
                    (float) (2 * Z[segment][1] + 0.6 * random.nextGaussian()),
                    (float) (2 * Z[segment][2] + 0.6 * random.nextGaussian()),
                    NAMES[segment][0]));
        }
        return new Scatter(List.of(0.412, 0.223, 0.101), points);
    }

    private static ModelFeature number(String name, Transform transform) {
        return new ModelFeature(name, transform, 0, -1e9, 1e9, 0, 1, 1);
    }
}
