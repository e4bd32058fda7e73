package dev.segue.trainer.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.trainer.Difference;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Two versions side by side.
 *
 * @param segmentation the segmentation
 * @param from the one version
 * @param to the other
 * @param movedShare share of the sampled customers who would be in another segment
 * @param segments the segments of both, matched by id, in the order of the first
 * @param migration the sampled customers as they are now, by where each version puts them
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record DifferenceSummary(
        String segmentation,
        long from,
        long to,
        double movedShare,
        List<SegmentPair> segments,
        List<MigrationSummary> migration) {

    /** A segment in both versions; null where a version does not have it. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SegmentPair(
            String id,
            String label,
            @Nullable Side from,
            @Nullable Side to) {}

    /**
     * A segment in one version.
     *
     * @param size customers it was trained on
     * @param profile means of the features over them, in the features' own units
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Side(long size, Map<String, @Nullable Double> profile) {}

    static DifferenceSummary of(Difference difference) {
        SegmentModel from = difference.from();
        SegmentModel to = difference.to();
        Set<String> ids = new LinkedHashSet<>();
        Stream.concat(from.segments().stream(), to.segments().stream())
                .map(Segment::id)
                .forEach(ids::add);
        return new DifferenceSummary(
                from.segmentation(),
                from.version(),
                to.version(),
                difference.movement().movedShare(),
                ids.stream().map(id -> pair(id, from, to)).toList(),
                MigrationSummary.of(difference.movement().flows()));
    }

    private static SegmentPair pair(String id, SegmentModel from, SegmentModel to) {
        int after = to.indexOf(id);
        Segment named = after >= 0 ? to.segments().get(after) : from.segments().get(from.indexOf(id));
        return new SegmentPair(id, named.label(), side(from, id), side(to, id));
    }

    private static @Nullable Side side(SegmentModel model, String id) {
        int index = model.indexOf(id);
        return index < 0
                ? null
                : new Side(
                        model.segments().get(index).size(),
                        ModelSummary.byFeature(
                                model.features(), model.segments().get(index).profile()));
    }
}
