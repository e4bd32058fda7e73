package dev.segue.segmenter.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.segmentation.assignment.Contribution;
import dev.segue.segmentation.assignment.Placement;
import dev.segue.segmentation.assignment.Scorer;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.assignment.Standing;
import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.features.Decay;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a customer is in one segmentation, and why.
 *
 * @param segmentation the segmentation
 * @param segment id of their segment; null for unassigned
 * @param slug its short name
 * @param label its name for people
 * @param since when they entered it
 * @param modelVersion version of the model that last looked at them; 0 for none yet
 * @param evidence orders they have
 * @param evidenceMissing orders they lack to be placed in a segment
 * @param featuresMissing features they lack to be placed in a segment
 * @param nearest the nearest segment; null while something is missing
 * @param second the next nearest; null in a model of one segment too
 * @param distances all segments, the nearest first; empty while something is missing
 * @param contributions what speaks for their segment against the nearest other one, the strongest first
 * @param value what is predicted of them; null where the model predicts nothing, or nothing of who has not bought
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record MembershipView(
        String segmentation,
        @Nullable String segment,
        @Nullable String slug,
        @Nullable String label,
        @Nullable Instant since,
        long modelVersion,
        long evidence,
        long evidenceMissing,
        List<String> featuresMissing,
        @Nullable Near nearest,
        @Nullable Near second,
        List<Near> distances,
        List<ContributionView> contributions,
        @Nullable Predictions value) {

    /** A segment and the Euclidean distance to its centroid. */
    @Serdeable
    record Near(String segment, String slug, String label, double distance) {}

    /** What a feature had to do with it; values are null where the customer does not have the feature. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ContributionView(
            String feature,
            @Nullable Double value,
            @Nullable Double previous,
            double contribution) {}

    static MembershipView of(Scorer scorer, Customer customer, long moment, Decay decay) {
        SegmentModel model = scorer.model();
        Standing standing = Standing.of(scorer, customer.state(), customer.membership(model.segmentation()), moment);
        String id = standing.membership().segment();
        int index = model.indexOf(id);
        Segment segment = index < 0 ? null : model.segments().get(index);
        Placement placement = standing.placement();
        return new MembershipView(
                model.segmentation(),
                id,
                segment == null ? null : segment.slug(),
                segment == null ? null : segment.label(),
                id == null ? null : Instant.ofEpochMilli(standing.membership().since()),
                standing.membership().modelVersion(),
                standing.evidence(),
                standing.evidenceMissing(),
                standing.featuresMissing(),
                placement == null ? null : near(model, placement.nearest(), placement.distance()),
                placement == null || placement.second() < 0
                        ? null
                        : near(model, placement.second(), placement.secondDistance()),
                placement == null ? List.of() : distances(model, placement),
                standing.contributions().stream().map(MembershipView::view).toList(),
                Predictions.of(model.value(), customer.state(), moment, decay));
    }

    private static List<Near> distances(SegmentModel model, Placement placement) {
        return IntStream.range(0, model.segments().size())
                .mapToObj(index -> near(model, index, model.distance(placement.point(), index)))
                .sorted(Comparator.comparingDouble(Near::distance))
                .toList();
    }

    private static Near near(SegmentModel model, int index, double distance) {
        Segment segment = model.segments().get(index);
        return new Near(segment.id(), segment.slug(), segment.label(), distance);
    }

    private static ContributionView view(Contribution contribution) {
        return new ContributionView(
                contribution.feature(),
                known(contribution.value()),
                known(contribution.previous()),
                contribution.contribution());
    }

    private static @Nullable Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
