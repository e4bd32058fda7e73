package dev.segue.trainer.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.segmentation.assignment.Lineage;
import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Quality;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
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
 * @param version the model's version
 * @param parent version it was warm-started from, where it was
 * @param trainedAt when it was trained
 * @param asOf the moment the customers' features were aged to
 * @param segments its segments
 * @param quality how good it is
 * @param lineage what became of the segments of the model before
 * @param seconds how long training took
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record ModelSummary(
        String segmentation,
        long version,
        @Nullable Long parent,
        Instant trainedAt,
        Instant asOf,
        List<SegmentSummary> segments,
        QualitySummary quality,
        List<LineageSummary> lineage,
        double seconds) {

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

    /** What became of a segment. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record LineageSummary(
            String kind,
            String segment,
            List<String> related,
            @Nullable Double distance) {}

    static ModelSummary of(TrainedModel trained) {
        SegmentModel model = trained.model();
        return new ModelSummary(
                model.segmentation(),
                model.version(),
                model.parent(),
                model.trainedAt(),
                model.asOf(),
                model.segments().stream()
                        .map(segment -> summary(segment, model.features()))
                        .toList(),
                summary(model.quality()),
                model.lineage().stream().map(ModelSummary::summary).toList(),
                trained.took().toMillis() / 1000.0);
    }

    private static SegmentSummary summary(Segment segment, List<ModelFeature> features) {
        Map<String, @Nullable Double> profile = new LinkedHashMap<>();
        for (int j = 0; j < features.size(); j++) {
            profile.put(features.get(j).name(), finite(segment.profile()[j]));
        }
        return new SegmentSummary(
                segment.id(), segment.slug(), segment.label(), segment.size(), segment.radius(), profile);
    }

    private static QualitySummary summary(Quality quality) {
        return new QualitySummary(
                quality.sampled(),
                quality.inertia(),
                finite(quality.silhouette()),
                quality.calinskiHarabasz(),
                quality.daviesBouldin(),
                finite(quality.fullKMeansRatio()));
    }

    private static LineageSummary summary(Lineage lineage) {
        return new LineageSummary(
                lineage.kind().name().toLowerCase(Locale.ROOT),
                lineage.segment(),
                lineage.related(),
                lineage.distance());
    }

    /** JSON has no numbers that are none. */
    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
