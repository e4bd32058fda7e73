package dev.segue.segmentation.assignment;

import dev.segue.segmentation.features.CustomerState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Carries a decision out: the membership that follows, and the change to publish. Stateless. */
public final class Assigner {
    private static final float[] NOTHING = {};

    private Assigner() {}

    /**
     * What follows from looking at a customer.
     *
     * @param membership where the customer is now
     * @param change what changed; null when nothing did
     * @param suppressed what held the customer back; null when nothing did
     */
    public record Outcome(
            Membership membership, @Nullable SegmentChange change, Decision.Suppressed.@Nullable Why suppressed) {}

    /**
     * Looks at a customer at a moment.
     *
     * @param customer customer id
     * @param now the moment decided for, epoch milliseconds
     * @param at event time of the change, should there be one, epoch milliseconds
     * @param causedBy id of the event that causes it; null where none does
     */
    public static Outcome look(
            Scorer scorer,
            String customer,
            CustomerState state,
            Membership before,
            long now,
            long at,
            Cause cause,
            @Nullable String causedBy) {
        return switch (FlapRules.decide(scorer, state, before, now, cause)) {
            case Decision.Stay stay -> new Outcome(before.seenBy(scorer.model().version()), null, null);
            case Decision.Suppressed suppressed ->
                new Outcome(before.seenBy(scorer.model().version()), null, suppressed.why());
            case Decision.Move move -> move(scorer, customer, before, move, now, at, cause, causedBy);
        };
    }

    private static Outcome move(
            Scorer scorer,
            String customer,
            Membership before,
            Decision.Move move,
            long now,
            long at,
            Cause cause,
            @Nullable String causedBy) {
        SegmentModel model = scorer.model();
        int from = model.indexOf(before.segment());
        Placement placement = move.placement();
        Segment entered = placement == null ? null : model.segments().get(move.to());
        long changes = before.changes() + 1;
        Membership after = new Membership(
                model.segmentation(),
                entered == null ? null : entered.id(),
                model.version(),
                now,
                changes,
                placement == null ? 0 : scorer.featuresHash(),
                placement == null ? NOTHING : floats(placement.raw()),
                cause == Cause.MODEL ? before.formersUnder(model.version()) : List.of(),
                before.outlook());
        int other = placement == null ? -1 : placement.nearestBut(move.to());
        SegmentChange change = new SegmentChange(
                changeId(model.segmentation(), customer, changes, at),
                customer,
                at,
                model.segmentation(),
                before.segment(),
                entered == null ? null : entered.id(),
                from < 0 ? null : model.segments().get(from).slug(),
                entered == null ? null : entered.slug(),
                cause,
                causedBy,
                model.version(),
                placement == null ? Double.NaN : model.distance(placement.point(), move.to()),
                other < 0 ? null : model.segments().get(other).id(),
                placement == null || other < 0 ? Double.NaN : model.distance(placement.point(), other),
                placement == null
                        ? List.of()
                        : Explanation.of(scorer, placement, before, move.to(), from < 0 ? other : from));
        return new Outcome(after, change, null);
    }

    /**
     * The change of a customer who is no more: out of the segment they are in.
     *
     * @param customer customer id
     * @param before where the customer is; in a segment
     * @param slug that segment's slug; null where no model has it any more
     * @param at event time of the change, epoch milliseconds
     * @param causedBy id of the request that causes it
     */
    public static SegmentChange leave(
            String customer, Membership before, @Nullable String slug, long at, Cause cause, String causedBy) {
        return new SegmentChange(
                changeId(before.segmentation(), customer, before.changes() + 1, at),
                customer,
                at,
                before.segmentation(),
                before.segment(),
                null,
                slug,
                null,
                cause,
                causedBy,
                before.modelVersion(),
                Double.NaN,
                null,
                Double.NaN,
                List.of());
    }

    /**
     * The same change always has the same id, so whoever gets it twice can tell. Its time is part of it, because who was
     * erased may come back and has a first change again.
     */
    private static String changeId(String segmentation, String customer, long change, long at) {
        String name = segmentation + '\n' + customer + '\n' + change + '\n' + at;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
