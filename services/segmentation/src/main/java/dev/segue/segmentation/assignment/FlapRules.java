package dev.segue.segmentation.assignment;

import dev.segue.segmentation.assignment.Decision.Suppressed.Why;
import dev.segue.segmentation.features.CustomerState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides whether a customer moves: to the nearest segment, unless flap control holds them back. Stateless. */
public final class FlapRules {
    private static final Decision STAY = new Decision.Stay();
    private static final Decision TOO_CLOSE = new Decision.Suppressed(Why.MARGIN);
    private static final Decision TOO_SOON = new Decision.Suppressed(Why.DWELL);

    private FlapRules() {}

    /**
     * The decision for a customer at a moment. When a model comes into force again that had placed them before another did,
     * and they have not moved for reasons of their own since, they go back to where it had them, wherever that is. Without
     * enough evidence, or without a feature that is required, they are in no segment. Who is in none, or in one the
     * model no longer has, goes to the nearest. Anyone else moves when the nearest is nearer than the present one by the
     * model's margin and, unless it is the model that changed, the dwell is over.
     *
     * @param now epoch milliseconds
     */
    public static Decision decide(Scorer scorer, CustomerState state, Membership membership, long now, Cause cause) {
        Membership.Former former =
                cause == Cause.MODEL ? membership.formerOf(scorer.model().version()) : null;
        if (former != null) {
            return goBack(scorer, state, membership.segment(), former.segment(), now);
        }
        FlapControl control = scorer.model().flapControl();
        if (state.evidence() < control.minEvidence() || !scorer.hasRequired(state, now)) {
            return membership.segment() == null ? STAY : new Decision.Move(-1, null);
        }
        Placement placement = scorer.place(state, now);
        int present = scorer.model().indexOf(membership.segment());
        if (present < 0) {
            return new Decision.Move(placement.nearest(), placement);
        }
        if (present == placement.nearest()) {
            return STAY;
        }
        if (marginKeeps(scorer.model(), placement, present)) {
            return TOO_CLOSE;
        }
        if (cause.mustDwell() && now - membership.since() < control.dwell().toMillis()) {
            return TOO_SOON;
        }
        return new Decision.Move(placement.nearest(), placement);
    }

    private static Decision goBack(
            Scorer scorer, CustomerState state, @Nullable String present, @Nullable String former, long now) {
        if (Objects.equals(former, present)) {
            return STAY;
        }
        return former == null
                ? new Decision.Move(-1, null)
                : new Decision.Move(scorer.model().indexOf(former), scorer.place(state, now));
    }

    /**
     * Whether no other segment is nearer than the present one by the model's margin.
     *
     * @param present index of the segment the customer is in
     */
    public static boolean marginKeeps(SegmentModel model, Placement placement, int present) {
        return present == placement.nearest()
                || placement.distance()
                        > (1 - model.flapControl().margin()) * model.distance(placement.point(), present);
    }
}
