package dev.segue.segmentation.assignment;

import static dev.segue.segmentation.assignment.ModelFixture.DECAY;
import static dev.segue.segmentation.assignment.ModelFixture.coordinates;
import static dev.segue.segmentation.assignment.ModelFixture.model;
import static dev.segue.segmentation.assignment.ModelFixture.segmentsAt;
import static dev.segue.segmentation.assignment.ModelFixture.standingAt;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** A model that comes into force again finds everyone where it left them. */
class RollbackTest {
    /** Keeps whoever has a place, unless another centroid is at half the distance or less, and for a long time. */
    private static final FlapControl STICKY = new FlapControl(0.5, Duration.ofDays(30), 0);

    private static final FlapControl ASKS_FOR_ORDERS = new FlapControl(0, Duration.ZERO, 1);

    private static final Scorer FIRST = scorer(1, STICKY, 0, 10);
    private static final long LATER = 1_000;

    /** Where a customer walked, one place an event, under the first model. */
    record Walk(List<Double> places) {}

    @Property
    void whoDidNothingBetweenIsBackWhereTheyWere(
            @ForAll("walks") Walk walk,
            @ForAll @Size(min = 1, max = 4) List<@DoubleRange(min = -20, max = 30) Double> centroids,
            @ForAll @DoubleRange(min = 0, max = 0.9) double margin,
            @ForAll @IntRange(max = 1) int evidence,
            @ForAll @LongRange(min = 1, max = 9) long models,
            @ForAll @LongRange(max = 100_000_000_000L) long pause) {
        // Given a customer with a history under the first model, held back by the margin or not
        Membership before = walked(walk);
        double at = walk.places().getLast();
        Scorer second = scorer(2, new FlapControl(margin, Duration.ZERO, evidence), array(centroids));

        // When others come into force, and the first again, any number of times
        Membership after = before;
        for (long round = 0; round < models; round++) {
            after = look(second, at, after, LATER + round * pause, Cause.MODEL);
            after = look(FIRST, at, after, LATER + round * pause, Cause.MODEL);
        }

        // Then
        assertThat(after.segment()).isEqualTo(before.segment());
        assertThat(after.modelVersion()).isEqualTo(1);
    }

    @Property
    void whoDidNothingIsBackAcrossSeveralModels(
            @ForAll("walks") Walk walk,
            @ForAll @Size(min = 1, max = Membership.MOST_FORMERS)
                    List<@Size(min = 1, max = 4) List<@DoubleRange(min = -20, max = 30) Double>> models) {
        // Given
        Membership before = walked(walk);
        double at = walk.places().getLast();

        // When others come into force one after the other, and then the first again
        Membership after = before;
        for (int i = 0; i < models.size(); i++) {
            after = look(scorer(2 + i, STICKY, array(models.get(i))), at, after, LATER, Cause.MODEL);
        }
        after = look(FIRST, at, after, LATER, Cause.MODEL);

        // Then
        assertThat(after.segment()).isEqualTo(before.segment());
    }

    @Property
    void rollingForwardAgainFindsEveryoneWhereTheSecondLeftThem(
            @ForAll("walks") Walk walk,
            @ForAll @Size(min = 1, max = 4) List<@DoubleRange(min = -20, max = 30) Double> to) {
        // Given
        double at = walk.places().getLast();
        Scorer second = scorer(2, STICKY, array(to));
        Membership under = look(second, at, walked(walk), LATER, Cause.MODEL);

        // When
        Membership back = look(FIRST, at, under, LATER, Cause.MODEL);
        Membership forward = look(second, at, back, LATER, Cause.MODEL);

        // Then
        assertThat(forward.segment()).isEqualTo(under.segment());
    }

    @Example
    void whoWasHeldByTheMarginIsBackAlthoughAnotherSegmentIsNearer() {
        // Given at 6, nearer to 10 than to 0, but not by the margin
        Membership held = walked(new Walk(List.of(1.0, 6.0)));
        assertThat(held.segment()).isEqualTo("s0");
        Scorer second = scorer(2, STICKY, 6, 100, 200);
        Membership moved =
                look(second, 6, new Membership("value", "s1", 1, 0, 1, 0, new float[0], List.of()), 5, Cause.MODEL);
        assertThat(moved.segment()).isEqualTo("s0");

        // When
        Assigner.Outcome back = Assigner.look(FIRST, "ann", standingAt(6), moved, LATER, LATER, Cause.MODEL, null);

        // Then: the change says how far it is, and what would have been nearer
        assertThat(back.membership().segment()).isEqualTo("s1");
        SegmentChange change = Objects.requireNonNull(back.change());
        assertThat(change.cause()).isEqualTo(Cause.MODEL);
        assertThat(change.distance()).isEqualTo(4);
        assertThat(change.second()).isEqualTo("s0");
        assertThat(change.secondDistance()).isEqualTo(6);
    }

    @Example
    void whoMovedByThemselvesBetweenIsDecidedAboutAsEver() {
        // Given someone of s0 whom the second model has in s1, and whom their behaviour takes to s0 there
        Scorer second = scorer(2, new FlapControl(0, Duration.ZERO, 0), 12, 1);
        Membership moved = look(second, 1, walked(new Walk(List.of(1.0))), LATER, Cause.MODEL);
        assertThat(moved.segment()).isEqualTo("s1");
        Membership behaved = look(second, 12, moved, LATER, Cause.BEHAVIOUR);
        assertThat(behaved.segment()).isEqualTo("s0");

        // When
        Membership back = look(FIRST, 12, behaved, LATER, Cause.MODEL);

        // Then: they are at 12, where the first model's s1 is
        assertThat(back.segment()).isEqualTo("s1");
    }

    @Example
    void whoDidSomethingButDidNotMoveIsBackAndThenDecidedAbout() {
        // Given someone of s0 whom the second model leaves there, wherever they go
        Scorer second = scorer(2, STICKY, 0, 1_000);
        Membership under = look(second, 1, walked(new Walk(List.of(1.0))), LATER, Cause.MODEL);
        Membership behaved = look(second, 9, under, LATER, Cause.BEHAVIOUR);

        // When
        Membership back = look(FIRST, 9, behaved, LATER, Cause.MODEL);
        Membership next = look(FIRST, 9, back, Duration.ofDays(31).toMillis(), Cause.TIME);

        // Then
        assertThat(back.segment()).isEqualTo("s0");
        assertThat(next.segment()).isEqualTo("s1");
    }

    @Example
    void whoWasInNoSegmentIsInNoneAgain() {
        // Given a model that asks for orders, which the customer has none of, and one that does not
        Scorer asking = scorer(1, ASKS_FOR_ORDERS, 0, 10);
        Membership nowhere = look(asking, 3, Membership.none("value"), 5, Cause.BACKFILL);
        assertThat(nowhere.segment()).isNull();
        Membership placed = look(scorer(2, STICKY, 0, 10), 3, nowhere, LATER, Cause.MODEL);
        assertThat(placed.segment()).isEqualTo("s0");

        // When
        Assigner.Outcome back = Assigner.look(asking, "ann", standingAt(3), placed, LATER, LATER, Cause.MODEL, null);

        // Then
        assertThat(back.membership().segment()).isNull();
        assertThat(Objects.requireNonNull(back.change()).to()).isNull();
    }

    @Provide
    Arbitrary<Walk> walks() {
        return Arbitraries.doubles()
                .between(-20, 30)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(Walk::new);
    }

    private static Membership walked(Walk walk) {
        Membership membership = Membership.none("value");
        long now = 0;
        for (double place : walk.places()) {
            membership = look(FIRST, place, membership, now, now == 0 ? Cause.BACKFILL : Cause.BEHAVIOUR);
            now += Duration.ofDays(20).toMillis();
        }
        return membership;
    }

    private static Membership look(Scorer scorer, double at, Membership before, long now, Cause cause) {
        return Assigner.look(scorer, "ann", standingAt(at), before, now, now, cause, null)
                .membership();
    }

    private static Scorer scorer(long version, FlapControl control, double... centroids) {
        double[][] points = new double[centroids.length][];
        for (int i = 0; i < points.length; i++) {
            points[i] = new double[] {centroids[i]};
        }
        return new Scorer(model(version, control, coordinates(1), segmentsAt(points)), DECAY);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
