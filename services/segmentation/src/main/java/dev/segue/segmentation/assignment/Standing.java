package dev.segue.segmentation.assignment;

import dev.segue.segmentation.features.CustomerState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a customer stands in one segmentation at a moment, for people who ask.
 *
 * @param membership where they are
 * @param evidence orders they have
 * @param evidenceMissing orders they lack to be placed in a segment at all; 0 for none
 * @param featuresMissing features they lack to be placed in a segment at all; empty for none
 * @param placement where they are among the centroids; null while something is missing
 * @param contributions the features that speak for their segment against the nearest other one, the strongest first;
 *     empty while something is missing
 */
public record Standing(
        Membership membership,
        long evidence,
        long evidenceMissing,
        List<String> featuresMissing,
        @Nullable Placement placement,
        List<Contribution> contributions) {

    /**
     * How a customer stands.
     *
     * @param now the moment, epoch milliseconds
     */
    public static Standing of(Scorer scorer, CustomerState state, Membership membership, long now) {
        long evidence = state.evidence();
        long missing = Math.max(0, scorer.model().flapControl().minEvidence() - evidence);
        Placement placement = scorer.place(state, now);
        List<String> lacking = scorer.model().missing(placement.raw());
        if (missing > 0 || !lacking.isEmpty()) {
            return new Standing(membership, evidence, missing, lacking, null, List.of());
        }
        int present = scorer.model().indexOf(membership.segment());
        int of = present < 0 ? placement.nearest() : present;
        return new Standing(
                membership,
                evidence,
                0,
                List.of(),
                placement,
                Explanation.of(scorer, placement, membership, of, placement.nearestBut(of)));
    }
}
