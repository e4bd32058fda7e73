package dev.segue.segmentation.assignment;

import static dev.segue.segmentation.assignment.ModelFixture.DECAY;
import static dev.segue.segmentation.assignment.ModelFixture.FREE;
import static dev.segue.segmentation.assignment.ModelFixture.coordinates;
import static dev.segue.segmentation.assignment.ModelFixture.in;
import static dev.segue.segmentation.assignment.ModelFixture.model;
import static dev.segue.segmentation.assignment.ModelFixture.plain;
import static dev.segue.segmentation.assignment.ModelFixture.scorer;
import static dev.segue.segmentation.assignment.ModelFixture.segmentsAt;
import static dev.segue.segmentation.assignment.ModelFixture.standingAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.segue.segmentation.features.CustomerState;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AssignerTest {
    private static final double[] AT_0 = {0};
    private static final double[] AT_12 = {12};

    @Test
    void aMoveSaysWhoFromWhereToWhereAndWhy() {
        // Given
        Scorer scorer = scorer(FREE, AT_0, AT_12);

        // When
        Assigner.Outcome outcome =
                Assigner.look(scorer, "ann", standingAt(10), in("s0", 0), 70, 60, Cause.PROFILE, "message-1");

        // Then
        SegmentChange change = Objects.requireNonNull(outcome.change());
        assertThat(change.customer()).isEqualTo("ann");
        assertThat(change.at()).isEqualTo(60);
        assertThat(change.segmentation()).isEqualTo("value");
        assertThat(change.from()).isEqualTo("s0");
        assertThat(change.fromSlug()).isEqualTo("slug-s0");
        assertThat(change.to()).isEqualTo("s1");
        assertThat(change.toSlug()).isEqualTo("slug-s1");
        assertThat(change.cause()).isEqualTo(Cause.PROFILE);
        assertThat(change.causedBy()).isEqualTo("message-1");
        assertThat(change.modelVersion()).isEqualTo(1);
        assertThat(change.distance()).isEqualTo(2);
        assertThat(change.second()).isEqualTo("s0");
        assertThat(change.secondDistance()).isEqualTo(10);
        Membership after = outcome.membership();
        assertThat(after.segment()).isEqualTo("s1");
        assertThat(after.since()).isEqualTo(70);
        assertThat(after.changes()).isEqualTo(2);
        assertThat(after.entered()).containsExactly(10f);
    }

    @Test
    void whoStaysIsSeenByTheModelAndNothingElse() {
        Scorer second = new Scorer(model(2, FREE, coordinates(1), segmentsAt(AT_0, AT_12)), DECAY);

        Assigner.Outcome outcome = Assigner.look(second, "ann", standingAt(1), in("s0", 5), 70, 70, Cause.MODEL, null);

        assertThat(outcome.change()).isNull();
        assertThat(outcome.suppressed()).isNull();
        assertThat(outcome.membership())
                .usingRecursiveComparison()
                .isEqualTo(new Membership(
                        "value", "s0", 2, 5, 1, 0, new float[0], List.of(new Membership.Former("s0", 1))));
    }

    @Test
    void whoIsHeldBackStaysAndItIsSaidWhy() {
        Scorer scorer = scorer(new FlapControl(0.5, Duration.ZERO, 0), AT_0, AT_12);

        Assigner.Outcome outcome =
                Assigner.look(scorer, "ann", standingAt(7), in("s0", 5), 70, 70, Cause.BEHAVIOUR, "m");

        assertThat(outcome.change()).isNull();
        assertThat(outcome.suppressed()).isEqualTo(Decision.Suppressed.Why.MARGIN);
        assertThat(outcome.membership().segment()).isEqualTo("s0");
    }

    @Test
    void whoLosesTheirEvidenceIsInNoSegmentAndNowhere() {
        Scorer scorer = scorer(new FlapControl(0, Duration.ZERO, 1), AT_0, AT_12);

        Assigner.Outcome outcome = Assigner.look(scorer, "ann", standingAt(7), in("s0", 5), 70, 70, Cause.MODEL, null);

        SegmentChange change = Objects.requireNonNull(outcome.change());
        assertThat(change.from()).isEqualTo("s0");
        assertThat(change.to()).isNull();
        assertThat(change.distance()).isNaN();
        assertThat(change.explanation()).isEmpty();
        assertThat(outcome.membership())
                .usingRecursiveComparison()
                .isEqualTo(new Membership("value", null, 1, 70, 2, 0, new float[0], List.of()));
    }

    @Test
    void theSameChangeHasTheSameIdAndEveryOtherAnother() {
        Scorer scorer = scorer(FREE, AT_0, AT_12);
        Membership third = new Membership("value", "s0", 1, 0, 3, 0, new float[0], List.of());
        Membership second = new Membership("value", "s0", 1, 0, 2, 0, new float[0], List.of());

        String id = changeId(scorer, "ann", in("s0", 0));

        assertThat(changeId(scorer, "ann", in("s0", 99))).isEqualTo(id);
        Set<String> ids = new HashSet<>(List.of(
                id,
                changeId(scorer, "bob", in("s0", 0)),
                changeId(scorer, "ann", second),
                changeId(scorer, "ann", third),
                changeId(new Scorer(renamed(scorer.model()), DECAY), "ann", in("s0", 0))));
        assertThat(ids).hasSize(5);
    }

    @Test
    void whoIsNoMoreLeavesTheirSegment() {
        SegmentChange change = Assigner.leave("ann", in("s0", 0), "zero", 70, Cause.ERASURE, "request");

        assertThat(change.from()).isEqualTo("s0");
        assertThat(change.fromSlug()).isEqualTo("zero");
        assertThat(change.to()).isNull();
        assertThat(change.at()).isEqualTo(70);
        assertThat(change.causedBy()).isEqualTo("request");
    }

    @Test
    void whoComesBackAfterAnErasureHasChangesOfOtherIds() {
        Scorer scorer = scorer(FREE, AT_0, AT_12);
        Membership none = Membership.none("value");

        assertThat(changeIdAt(scorer, none, 101)).isNotEqualTo(changeIdAt(scorer, none, 100));
    }

    @Property(tries = 300)
    void contributionsAddUpToTheDifferenceOfTheSquaredDistances(
            @ForAll @Size(5) List<@DoubleRange(min = -50, max = 50) Double> point,
            @ForAll @Size(5) List<@DoubleRange(min = -50, max = 50) Double> left,
            @ForAll @Size(5) List<@DoubleRange(min = -50, max = 50) Double> other) {
        // Given: who is in the farther of two segments.
        Scorer scorer = scorer(FREE, array(left), array(other));
        CustomerState state = standingAt(array(point));
        Placement placement = scorer.place(state, 0);
        if (placement.distance() == placement.secondDistance()) {
            return;
        }

        // When
        SegmentChange change = changeOf(scorer, state, in("s" + placement.second(), 0));

        // Then
        double difference = Math.pow(placement.secondDistance(), 2) - Math.pow(placement.distance(), 2);
        assertThat(change.explanation()).hasSize(5);
        assertThat(change.explanation().stream()
                        .mapToDouble(Contribution::contribution)
                        .sum())
                .isCloseTo(difference, within(1e-8));
        assertThat(change.explanation())
                .isSortedAccordingTo(Comparator.comparingDouble((Contribution c) -> Math.abs(c.contribution()))
                        .reversed());
    }

    @Property(tries = 300)
    void contributionsOfTheFeaturesAddUpBehindAProjectionToo(
            @ForAll @Size(4) List<@DoubleRange(min = -50, max = 50) Double> point,
            @ForAll @Size(2) List<@DoubleRange(min = -50, max = 50) Double> left,
            @ForAll @Size(2) List<@DoubleRange(min = -50, max = 50) Double> other) {
        // Given: two directions square to each other in four dimensions.
        Projection projection =
                new Projection(new double[][] {{0.5, 0.5, 0.5, 0.5}, {0.1, -0.7, 0.7, -0.1}}, new double[] {0.6, 0.3});
        Scorer scorer = scorer(projection, array(left), array(other));
        CustomerState state = standingAt(array(point));
        Placement placement = scorer.place(state, 0);
        if (placement.distance() == placement.secondDistance()) {
            return;
        }

        // When
        SegmentChange change = changeOf(scorer, state, in("s" + placement.second(), 0));

        // Then
        double difference = Math.pow(placement.secondDistance(), 2) - Math.pow(placement.distance(), 2);
        assertThat(change.explanation())
                .extracting(Contribution::feature)
                .containsExactlyInAnyOrder("profile.x0", "profile.x1", "profile.x2", "profile.x3");
        assertThat(change.explanation().stream()
                        .mapToDouble(Contribution::contribution)
                        .sum())
                .isCloseTo(difference, within(1e-8));
    }

    @Test
    void ofMoreThanFiveFeaturesTheStrongestExplain() {
        // Given: seven features, each further from the segment left than the one before.
        Scorer scorer = scorer(FREE, new double[7], new double[] {1, 2, 3, 4, 5, 6, 7});

        // When
        SegmentChange change = changeOf(scorer, standingAt(1, 2, 3, 4, 5, 6, 7), in("s0", 0));

        // Then
        assertThat(change.explanation())
                .extracting(Contribution::feature)
                .containsExactly("profile.x6", "profile.x5", "profile.x4", "profile.x3", "profile.x2");
        assertThat(change.explanation().getFirst().contribution()).isEqualTo(49);
    }

    @Test
    void whatTheCustomerWasLikeOnEnteringIsTold() {
        // Given
        Scorer scorer = scorer(FREE, AT_0, AT_12);
        Membership entered = Assigner.look(
                        scorer, "ann", standingAt(1), Membership.none("value"), 0, 0, Cause.BEHAVIOUR, "m")
                .membership();

        // When
        SegmentChange change = changeOf(scorer, standingAt(11), entered);

        // Then
        assertThat(change.explanation()).containsExactly(new Contribution("profile.x0", 11, 1, 11 * 11 - 1));
    }

    @Test
    void valuesOfOtherFeaturesAreNotTakenForPreviousOnes() {
        // Given: a customer placed by a model of one feature, and a model of another.
        Membership entered = Assigner.look(
                        scorer(FREE, AT_0, AT_12),
                        "ann",
                        standingAt(1),
                        Membership.none("value"),
                        0,
                        0,
                        Cause.BEHAVIOUR,
                        "m")
                .membership();
        Scorer other = new Scorer(model(2, FREE, List.of(plain("profile.x1")), segmentsAt(AT_0, AT_12)), DECAY);

        // When
        SegmentChange change = changeOf(other, standingAt(1, 11), entered);

        // Then
        assertThat(change.explanation()).singleElement().satisfies(contribution -> {
            assertThat(contribution.feature()).isEqualTo("profile.x1");
            assertThat(contribution.previous()).isNaN();
        });
    }

    @Test
    void whoComesFromNowhereIsExplainedAgainstTheNextNearest() {
        Scorer scorer = scorer(FREE, AT_0, AT_12, new double[] {100});

        SegmentChange change = changeOf(scorer, standingAt(10), Membership.none("value"));

        assertThat(change.from()).isNull();
        assertThat(change.explanation()).singleElement().satisfies(contribution -> {
            assertThat(contribution.contribution()).isEqualTo(10 * 10 - 2 * 2);
            assertThat(contribution.previous()).isNaN();
        });
    }

    @Test
    void whoseSegmentRetiredKeepsItsIdButNotItsSlug() {
        SegmentChange change = changeOf(scorer(FREE, AT_0, AT_12), standingAt(10), in("retired", 0));

        assertThat(change.from()).isEqualTo("retired");
        assertThat(change.fromSlug()).isNull();
        assertThat(change.to()).isEqualTo("s1");
    }

    private static String changeIdAt(Scorer scorer, Membership before, long at) {
        return Objects.requireNonNull(Assigner.look(scorer, "ann", standingAt(12), before, at, at, Cause.BEHAVIOUR, "m")
                        .change())
                .id();
    }

    private static String changeId(Scorer scorer, String customer, Membership before) {
        return Objects.requireNonNull(
                        Assigner.look(scorer, customer, standingAt(12), before, 100, 100, Cause.BEHAVIOUR, "m")
                                .change())
                .id();
    }

    private static SegmentChange changeOf(Scorer scorer, CustomerState state, Membership before) {
        return Objects.requireNonNull(Assigner.look(scorer, "ann", state, before, 1, 1, Cause.BEHAVIOUR, "m")
                .change());
    }

    private static SegmentModel renamed(SegmentModel model) {
        return new SegmentModel(
                "another",
                model.version(),
                model.parent(),
                model.trainedAt(),
                model.asOf(),
                model.features(),
                model.segments(),
                model.quality(),
                model.flapControl(),
                model.lineage(),
                model.segmentsEver(),
                model.seed());
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
