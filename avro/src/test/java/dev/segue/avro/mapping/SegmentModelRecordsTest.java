package dev.segue.avro.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.segue.segmentation.assignment.FlapControl;
import dev.segue.segmentation.assignment.GateDecision;
import dev.segue.segmentation.assignment.GateLimits;
import dev.segue.segmentation.assignment.Lineage;
import dev.segue.segmentation.assignment.Migration;
import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Projection;
import dev.segue.segmentation.assignment.Quality;
import dev.segue.segmentation.assignment.Release;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.assignment.Transform;
import dev.segue.segmentation.drift.Baseline;
import dev.segue.segmentation.drift.Distribution;
import dev.segue.segmentation.features.Level;
import dev.segue.segmentation.value.BgNbd;
import dev.segue.segmentation.value.GammaGamma;
import dev.segue.segmentation.value.SegmentValue;
import dev.segue.segmentation.value.ValueModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class SegmentModelRecordsTest {
    @Property(tries = 100)
    void aModelSurvivesTheWayThereAndBack(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 8) int features,
            @ForAll @IntRange(min = 1, max = 8) int segments) {
        SegmentModel model = model(random, features, segments);

        SegmentModel read = SegmentModelRecords.fromRecord(SegmentModelRecords.toRecord(model));

        assertThat(read)
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(model);
    }

    @Example
    void aRecordThatIsNoModelIsRefusedAndItIsSaidWhy() {
        var noSegments = SegmentModelRecords.toRecord(model(new Random(1), 2, 2));
        noSegments.setSegments(List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentModelRecords.fromRecord(noSegments))
                .withMessageContaining("at least one feature and one segment");

        var shortCentroid = SegmentModelRecords.toRecord(model(new Random(1), 2, 2));
        shortCentroid.setProjection(null);
        shortCentroid.getSegments().getFirst().setCentroid(List.of(1.0));
        shortCentroid.getSegments().getFirst().setProfile(List.of(1.0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentModelRecords.fromRecord(shortCentroid))
                .withMessageContaining("segment id-0 has a centroid of 1 coordinates; it must be 2");

        var noScale = SegmentModelRecords.toRecord(model(new Random(1), 2, 2));
        noScale.getFeatures().getLast().setScale(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentModelRecords.fromRecord(noScale))
                .withMessageContaining("feature profile.x1: scale");

        var wholeMargin = SegmentModelRecords.toRecord(model(new Random(1), 2, 2));
        wholeMargin.getFlapControl().setMargin(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentModelRecords.fromRecord(wholeMargin))
                .withMessageContaining("margin");
    }

    private static SegmentModel model(Random random, int features, int segments) {
        List<ModelFeature> modelFeatures = new ArrayList<>();
        for (int i = 0; i < features; i++) {
            modelFeatures.add(new ModelFeature(
                    "profile.x" + i,
                    Transform.values()[random.nextInt(Transform.values().length)],
                    random.nextGaussian(),
                    random.nextBoolean() ? Double.NEGATIVE_INFINITY : -random.nextDouble(),
                    random.nextBoolean() ? Double.POSITIVE_INFINITY : random.nextDouble(),
                    random.nextGaussian(),
                    random.nextDouble() + 0.1,
                    random.nextDouble() + 0.1,
                    level(random)));
        }
        boolean projected = random.nextBoolean();
        List<Segment> modelSegments = new ArrayList<>();
        for (int i = 0; i < segments; i++) {
            double[] centroid = random.doubles(projected ? 1 : features).toArray();
            double[] profile = random.doubles(features).toArray();
            profile[0] = Double.NaN;
            modelSegments.add(new Segment(
                    "id-" + i,
                    "slug-" + i,
                    "Label " + i,
                    centroid,
                    profile,
                    random.nextInt(),
                    random.nextDouble(),
                    random.nextBoolean() ? null : segmentValue(random)));
        }
        Lineage.Kind[] kinds = Lineage.Kind.values();
        return new SegmentModel(
                "value",
                1 + random.nextInt(100),
                random.nextBoolean() ? null : random.nextLong(),
                Instant.ofEpochMilli(random.nextInt()),
                Instant.ofEpochMilli(random.nextInt()),
                modelFeatures,
                modelSegments,
                new Quality(
                        random.nextInt(),
                        random.nextDouble(),
                        random.nextDouble(),
                        random.nextDouble(),
                        random.nextDouble(),
                        random.nextDouble()),
                new FlapControl(
                        random.nextDouble(),
                        Duration.ofMillis(random.nextInt(1_000_000)),
                        random.nextInt(9),
                        List.of("monetary")),
                List.of(
                        new Lineage(kinds[random.nextInt(kinds.length)], "id-0", List.of("id-1", "id-2"), null),
                        new Lineage(Lineage.Kind.KEPT, "id-1", List.of(), random.nextDouble())),
                random.nextLong(),
                random.nextLong(),
                projected ? onto(random.nextInt(features), features) : null,
                "spec-" + random.nextInt(),
                random.nextBoolean() ? null : value(random),
                random.nextBoolean() ? null : baseline(features, random),
                release(random));
    }

    private static ValueModel value(Random random) {
        return new ValueModel(
                new BgNbd(above(0, random), above(0, random), above(0, random), above(0, random)),
                new GammaGamma(above(0, random), above(1, random), above(0, random)),
                above(0, random));
    }

    private static Baseline baseline(int features, Random random) {
        Distribution spread = new Distribution(List.of(random.nextGaussian()), List.of(0.25, 0.25, 0.5));
        return new Baseline(1 + random.nextInt(9), random.nextDouble(), Collections.nCopies(features, spread));
    }

    private static SegmentValue segmentValue(Random random) {
        return new SegmentValue(random.nextInt(9), random.nextDouble(), Double.NaN, random.nextDouble());
    }

    private static double above(double least, Random random) {
        return least + 0.01 + random.nextDouble();
    }

    private static @Nullable Level level(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Level.Is("a");
            case 1 -> new Level.OtherThan(List.of("a", "b"));
            default -> null;
        };
    }

    /** Onto one of the features. */
    private static Projection onto(int feature, int features) {
        double[] component = new double[features];
        component[feature] = 1;
        return new Projection(new double[][] {component}, new double[] {0.75});
    }

    private static Release release(Random random) {
        Release.Status[] statuses = Release.Status.values();
        GateDecision gate = new GateDecision(
                random.nextBoolean(),
                List.of("it moves too many", "it is worse"),
                random.nextBoolean() ? null : random.nextLong(),
                random.nextBoolean() ? Double.NaN : random.nextDouble(),
                random.nextBoolean() ? Double.NaN : random.nextDouble(),
                random.nextBoolean() ? Double.NaN : random.nextDouble(),
                random.nextBoolean() ? Double.NaN : random.nextDouble(),
                new GateLimits(random.nextDouble(), random.nextDouble(), 1 + random.nextDouble()));
        return new Release(
                statuses[random.nextInt(statuses.length)],
                random.nextBoolean() ? null : gate,
                List.of(new Migration("id-0", "id-1", 1 + random.nextInt(9)), new Migration(null, "id-0", 2)));
    }
}
