package dev.segue.segmentation.assignment;

import dev.segue.segmentation.assignment.Decision.Suppressed.Why;
import dev.segue.segmentation.features.CustomerState;

/** Decides whether a customer moves: to the nearest segment, unless flap control holds them back. Stateless. */
public final class FlapRules {
    private static final Decision STAY = new Decision.Stay();
    private static final Decision TOO_CLOSE = new Decision.Suppressed(Why.MARGIN);
    private static final Decision TOO_SOON = new Decision.Suppressed(Why.DWELL);

    private FlapRules() {}

    /**
     * The decision for a customer at a moment. Without enough evidence they are in no segment. Who is in none, or in one the
     * model no longer has, goes to the nearest. Anyone else moves when the nearest is nearer than the present one by the
     * model's margin and, unless it is the model that changed, the dwell is over.
     *
     * @param now epoch milliseconds
     */
    public static Decision decide(Scorer scorer, CustomerState state, Membership membership, long now, Cause cause) {
        FlapControl control = scorer.model().flapControl();
        if (state.evidence() < control.minEvidence()) {
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
        if (placement.distance() > (1 - control.margin()) * scorer.distance(placement.point(), present)) {
            return TOO_CLOSE;
        }
        if (cause.mustDwell() && now - membership.since() < control.dwell().toMillis()) {
            return TOO_SOON;
        }
        return new Decision.Move(placement.nearest(), placement);
    }
}
