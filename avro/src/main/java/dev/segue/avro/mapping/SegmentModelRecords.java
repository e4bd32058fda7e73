package dev.segue.avro.mapping;

import dev.segue.avro.FeatureDistribution;
import dev.segue.avro.LineageKind;
import dev.segue.avro.ModelBaseline;
import dev.segue.avro.ModelFlapControl;
import dev.segue.avro.ModelGate;
import dev.segue.avro.ModelProjection;
import dev.segue.avro.ModelQuality;
import dev.segue.avro.ModelSegment;
import dev.segue.avro.ModelSegmentValue;
import dev.segue.avro.ModelValue;
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
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Models as they travel, and as they are used. */
public final class SegmentModelRecords {
    private SegmentModelRecords() {}

    /** The record of a model. */
    public static dev.segue.avro.SegmentModel toRecord(SegmentModel model) {
        return dev.segue.avro.SegmentModel.newBuilder()
                .setSegmentation(model.segmentation())
                .setVersion(model.version())
                .setParent(model.parent())
                .setTrainedAt(model.trainedAt())
                .setAsOf(model.asOf())
                .setFeatures(model.features().stream()
                        .map(feature -> new dev.segue.avro.ModelFeature(
                                feature.name(),
                                dev.segue.avro.Transform.valueOf(
                                        feature.transform().name()),
                                feature.impute(),
                                feature.clipLow(),
                                feature.clipHigh(),
                                feature.centre(),
                                feature.scale(),
                                feature.weight(),
                                feature.level() instanceof Level.Is(String category) ? category : null,
                                feature.level() instanceof Level.OtherThan(List<String> categories)
                                        ? categories
                                        : List.of()))
                        .toList())
                .setSegments(model.segments().stream()
                        .map(segment -> new ModelSegment(
                                segment.id(),
                                segment.slug(),
                                segment.label(),
                                boxed(segment.centroid()),
                                boxed(segment.profile()),
                                segment.size(),
                                segment.radius(),
                                toRecord(segment.value())))
                        .toList())
                .setQuality(new ModelQuality(
                        model.quality().sampled(),
                        model.quality().inertia(),
                        model.quality().silhouette(),
                        model.quality().calinskiHarabasz(),
                        model.quality().daviesBouldin(),
                        model.quality().fullKMeansRatio()))
                .setFlapControl(new ModelFlapControl(
                        model.flapControl().margin(),
                        model.flapControl().dwell().toMillis(),
                        model.flapControl().minEvidence(),
                        model.flapControl().required()))
                .setLineage(model.lineage().stream()
                        .map(lineage -> new dev.segue.avro.Lineage(
                                LineageKind.valueOf(lineage.kind().name()),
                                lineage.segment(),
                                lineage.related(),
                                lineage.distance()))
                        .toList())
                .setSegmentsEver(model.segmentsEver())
                .setSeed(model.seed())
                .setProjection(toRecord(model.projection()))
                .setSpec(model.spec())
                .setStatus(dev.segue.avro.ModelStatus.valueOf(
                        model.release().status().name()))
                .setGate(gate(model.release().gate()))
                .setMigration(model.release().migration().stream()
                        .map(migration ->
                                new dev.segue.avro.Migration(migration.from(), migration.to(), migration.customers()))
                        .toList())
                .setValue(toRecord(model.value()))
                .setBaseline(toRecord(model.baseline()))
                .build();
    }

    /**
     * The model of a record.
     *
     * @throws IllegalArgumentException when the record is no usable model; the message says why
     */
    public static SegmentModel fromRecord(dev.segue.avro.SegmentModel record) {
        return new SegmentModel(
                record.getSegmentation(),
                record.getVersion(),
                record.getParent(),
                record.getTrainedAt(),
                record.getAsOf(),
                record.getFeatures().stream()
                        .map(feature -> new ModelFeature(
                                feature.getName(),
                                Transform.valueOf(feature.getTransform().name()),
                                feature.getImpute(),
                                feature.getClipLow(),
                                feature.getClipHigh(),
                                feature.getCentre(),
                                feature.getScale(),
                                feature.getWeight(),
                                level(feature)))
                        .toList(),
                record.getSegments().stream()
                        .map(segment -> new Segment(
                                segment.getId(),
                                segment.getSlug(),
                                segment.getLabel(),
                                unboxed(segment.getCentroid()),
                                unboxed(segment.getProfile()),
                                segment.getSize(),
                                segment.getRadius(),
                                fromRecord(segment.getValue())))
                        .toList(),
                new Quality(
                        record.getQuality().getSampled(),
                        record.getQuality().getInertia(),
                        record.getQuality().getSilhouette(),
                        record.getQuality().getCalinskiHarabasz(),
                        record.getQuality().getDaviesBouldin(),
                        record.getQuality().getFullKmeansRatio()),
                new FlapControl(
                        record.getFlapControl().getMargin(),
                        Duration.ofMillis(record.getFlapControl().getDwellMs()),
                        record.getFlapControl().getMinEvidence(),
                        record.getFlapControl().getRequired()),
                record.getLineage().stream()
                        .map(lineage -> new Lineage(
                                Lineage.Kind.valueOf(lineage.getKind().name()),
                                lineage.getSegment(),
                                lineage.getRelated(),
                                lineage.getDistance()))
                        .toList(),
                record.getSegmentsEver(),
                record.getSeed(),
                fromRecord(record.getProjection()),
                record.getSpec(),
                fromRecord(record.getValue()),
                fromRecord(record.getBaseline()),
                new Release(
                        Release.Status.valueOf(record.getStatus().name()),
                        gate(record.getGate()),
                        record.getMigration().stream()
                                .map(migration ->
                                        new Migration(migration.getFrom(), migration.getTo(), migration.getCustomers()))
                                .toList()));
    }

    private static @Nullable Level level(dev.segue.avro.ModelFeature feature) {
        String category = feature.getCategory();
        if (category != null) {
            return new Level.Is(category);
        }
        return feature.getOtherThan().isEmpty() ? null : new Level.OtherThan(feature.getOtherThan());
    }

    private static @Nullable ModelProjection toRecord(@Nullable Projection projection) {
        return projection == null
                ? null
                : new ModelProjection(
                        Arrays.stream(projection.components())
                                .map(SegmentModelRecords::boxed)
                                .toList(),
                        boxed(projection.explained()));
    }

    private static @Nullable Projection fromRecord(@Nullable ModelProjection projection) {
        return projection == null
                ? null
                : new Projection(
                        projection.getComponents().stream()
                                .map(SegmentModelRecords::unboxed)
                                .toArray(double[][]::new),
                        unboxed(projection.getExplained()));
    }

    private static @Nullable ModelGate gate(@Nullable GateDecision gate) {
        return gate == null
                ? null
                : new ModelGate(
                        gate.passed(),
                        gate.reasons(),
                        gate.against(),
                        known(gate.movedShare()),
                        known(gate.silhouette()),
                        known(gate.silhouetteInForce()),
                        known(gate.inertiaRatio()),
                        gate.limits().maxMoved(),
                        gate.limits().minSilhouetteRatio(),
                        gate.limits().maxInertiaRatio());
    }

    private static @Nullable GateDecision gate(@Nullable ModelGate gate) {
        return gate == null
                ? null
                : new GateDecision(
                        gate.getPassed(),
                        gate.getReasons(),
                        gate.getAgainst(),
                        orNaN(gate.getMovedShare()),
                        orNaN(gate.getSilhouette()),
                        orNaN(gate.getSilhouetteInForce()),
                        orNaN(gate.getInertiaRatio()),
                        new GateLimits(gate.getMaxMoved(), gate.getMinSilhouetteRatio(), gate.getMaxInertiaRatio()));
    }

    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private static @Nullable ModelSegmentValue toRecord(@Nullable SegmentValue value) {
        return value == null
                ? null
                : new ModelSegmentValue(
                        value.buyers(), value.churnRate(), value.expectedPurchases(), value.lifetimeValue());
    }

    private static @Nullable SegmentValue fromRecord(@Nullable ModelSegmentValue value) {
        return value == null
                ? null
                : new SegmentValue(
                        value.getBuyers(),
                        value.getChurnRate(),
                        value.getExpectedPurchases(),
                        value.getLifetimeValue());
    }

    private static @Nullable ModelValue toRecord(@Nullable ValueModel value) {
        return value == null
                ? null
                : new ModelValue(
                        value.purchases().r(),
                        value.purchases().alpha(),
                        value.purchases().a(),
                        value.purchases().b(),
                        value.spend().p(),
                        value.spend().q(),
                        value.spend().gamma(),
                        value.horizonWeeks());
    }

    private static @Nullable ValueModel fromRecord(@Nullable ModelValue value) {
        return value == null
                ? null
                : new ValueModel(
                        new BgNbd(value.getR(), value.getAlpha(), value.getA(), value.getB()),
                        new GammaGamma(value.getP(), value.getQ(), value.getGamma()),
                        value.getHorizonWeeks());
    }

    private static @Nullable ModelBaseline toRecord(@Nullable Baseline baseline) {
        return baseline == null
                ? null
                : new ModelBaseline(
                        baseline.customers(),
                        baseline.unexplained(),
                        baseline.features().stream()
                                .map(feature -> new FeatureDistribution(feature.cuts(), feature.shares()))
                                .toList());
    }

    private static @Nullable Baseline fromRecord(@Nullable ModelBaseline baseline) {
        return baseline == null
                ? null
                : new Baseline(
                        baseline.getCustomers(),
                        baseline.getUnexplained(),
                        baseline.getFeatures().stream()
                                .map(feature -> new Distribution(feature.getCuts(), feature.getShares()))
                                .toList());
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static double[] unboxed(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
