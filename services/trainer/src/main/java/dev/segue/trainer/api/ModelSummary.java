package dev.segue.trainer.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.segmentation.assignment.Lineage;
import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Quality;
import dev.segue.segmentation.assignment.Release.Status;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.report.ModelReport.NoiseCheck;
import dev.segue.trainer.TrainedModel;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A model without what only machines need.
 *
 * @param segmentation the segmentation
 * @param version the model's version; null for one that was only tried
 * @param standing in force, superseded, held or dropped; of one that was only tried, what the gate would have made of it
 * @param parent version it was warm-started from, where it was
 * @param trainedAt when it was trained
 * @param asOf the moment the customers' features were aged to
 * @param segments its segments
 * @param quality how good it is
 * @param lineage what became of the segments of the model before
 * @param gate what the gate said
 * @param migration whom it moves, of the sample: from which segment of the model in force then to which of its own
 * @param structure whether there is more to it than chance makes, where that was looked into just now
 * @param seconds how long training took, where it was trained just now
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record ModelSummary(
        String segmentation,
        @Nullable Long version,
        String standing,
        @Nullable Long parent,
        Instant trainedAt,
        Instant asOf,
        List<SegmentSummary> segments,
        QualitySummary quality,
        List<LineageSummary> lineage,
        @Nullable GateSummary gate,
        List<MigrationSummary> migration,
        @Nullable StructureSummary structure,
        @Nullable Double seconds) {

    private static final double MILLIS = 1000;

    /** A segment; the profile holds the means of the raw features, null where no customer of the segment has one. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SegmentSummary(
            String id, String slug, String label, long size, double radius, Map<String, @Nullable Double> profile) {}

    /** How good the model is on the sample; an index is null where it is not defined. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record QualitySummary(
            long sampled,
            double inertia,
            @Nullable Double silhouette,
            double calinskiHarabasz,
            double daviesBouldin,
            @Nullable Double fullKmeansRatio) {}

    /** Whether there is more structure than chance makes, as a flag and in plain words. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record StructureSummary(boolean betterThanNoise, String sentence) {}

    /** What became of a segment. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record LineageSummary(
            String kind,
            String segment,
            List<String> related,
            @Nullable Double distance) {}

    /** A version that is kept. */
    static ModelSummary of(SegmentModel model, String standing) {
        return of(model, model.version(), standing, null, null);
    }

    /** A version that has just been trained. */
    static ModelSummary of(TrainedModel trained) {
        SegmentModel model = trained.model();
        boolean held = model.release().status() == Status.HELD;
        return of(
                model,
                model.version(),
                held ? "held" : "in force",
                structure(trained),
                trained.took().toMillis() / MILLIS);
    }

    /** A model that was only tried. */
    static ModelSummary tried(TrainedModel trained) {
        SegmentModel model = trained.model();
        boolean held = model.release().status() == Status.HELD;
        return of(
                model,
                null,
                held ? "would be held" : "would be in force",
                structure(trained),
                trained.took().toMillis() / MILLIS);
    }

    private static ModelSummary of(
            SegmentModel model,
            @Nullable Long version,
            String standing,
            @Nullable StructureSummary structure,
            @Nullable Double seconds) {
        return new ModelSummary(
                model.segmentation(),
                version,
                standing,
                model.parent(),
                model.trainedAt(),
                model.asOf(),
                model.segments().stream()
                        .map(segment -> summary(segment, model.features()))
                        .toList(),
                summary(model.quality()),
                model.lineage().stream().map(ModelSummary::summary).toList(),
                GateSummary.of(model.release().gate()),
                MigrationSummary.of(model.release().migration()),
                structure,
                seconds);
    }

    private static @Nullable StructureSummary structure(TrainedModel trained) {
        NoiseCheck check = trained.report().structure();
        return check == null ? null : new StructureSummary(check.betterThanNoise(), check.sentence());
    }

    private static SegmentSummary summary(Segment segment, List<ModelFeature> features) {
        return new SegmentSummary(
                segment.id(),
                segment.slug(),
                segment.label(),
                segment.size(),
                segment.radius(),
                byFeature(features, segment.profile()));
    }

    /** Values by the names of their features. */
    static Map<String, @Nullable Double> byFeature(List<ModelFeature> features, double[] values) {
        Map<String, @Nullable Double> named = new LinkedHashMap<>();
        for (int j = 0; j < features.size(); j++) {
            named.put(features.get(j).coordinateName(), Figures.finite(values[j]));
        }
        return named;
    }

    private static QualitySummary summary(Quality quality) {
        return new QualitySummary(
                quality.sampled(),
                quality.inertia(),
                Figures.finite(quality.silhouette()),
                quality.calinskiHarabasz(),
                quality.daviesBouldin(),
                Figures.finite(quality.fullKMeansRatio()));
    }

    private static LineageSummary summary(Lineage lineage) {
        return new LineageSummary(
                lineage.kind().name().toLowerCase(Locale.ROOT),
                lineage.segment(),
                lineage.related(),
                lineage.distance());
    }
}
