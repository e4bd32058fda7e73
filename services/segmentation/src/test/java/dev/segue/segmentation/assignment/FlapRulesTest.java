package dev.segue.segmentation.assignment;

import static dev.segue.segmentation.assignment.ModelFixture.in;
import static dev.segue.segmentation.assignment.ModelFixture.scorer;
import static dev.segue.segmentation.assignment.ModelFixture.standingAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.segmentation.assignment.Decision.Suppressed.Why;
import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.features.CustomerState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FlapRulesTest {
    private static final Decision.Stay STAY = new Decision.Stay();
    private static final double[] AT_0 = {0};
    private static final double[] AT_12 = {12};

    @Test
    void whoIsInNoSegmentGoesToTheNearest() {
        Scorer scorer = scorer(new FlapControl(0.9, Duration.ofDays(9), 0), AT_0, AT_12);

        Decision decision = FlapRules.decide(scorer, standingAt(7), Membership.none("value"), 0, Cause.BEHAVIOUR);

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Move.class, move -> assertThat(move.to()).isEqualTo(1));
    }

    @Test
    void whoIsInTheNearestStays() {
        Scorer scorer = scorer(ModelFixture.FREE, AT_0, AT_12);

        assertThat(FlapRules.decide(scorer, standingAt(5), in("s0", 0), 0, Cause.BEHAVIOUR))
                .isEqualTo(STAY);
    }

    @Test
    void exactlyTheMarginIsEnough() {
        // Given: at 8 the segment at 12 is 4 away and the one at 0 is 8 away, nearer by exactly half.
        Scorer scorer = scorer(new FlapControl(0.5, Duration.ZERO, 0), AT_0, AT_12);

        Decision decision = FlapRules.decide(scorer, standingAt(8), in("s0", 0), 0, Cause.BEHAVIOUR);

        assertThat(decision).isInstanceOf(Decision.Move.class);
    }

    @Test
    void justLessThanTheMarginIsNotEnough() {
        Scorer scorer = scorer(new FlapControl(0.5, Duration.ZERO, 0), AT_0, AT_12);

        Decision decision = FlapRules.decide(scorer, standingAt(Math.nextDown(8.0)), in("s0", 0), 0, Cause.BEHAVIOUR);

        assertThat(decision).isEqualTo(new Decision.Suppressed(Why.MARGIN));
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"BEHAVIOUR", "PROFILE", "TIME"})
    void oneMillisecondBeforeTheDwellIsOverNobodyMoves(Cause cause) {
        Duration dwell = Duration.ofHours(1);
        Scorer scorer = scorer(new FlapControl(0, dwell, 0), AT_0, AT_12);
        long since = 5_000;

        Decision decision =
                FlapRules.decide(scorer, standingAt(12), in("s0", since), since + dwell.toMillis() - 1, cause);

        assertThat(decision).isEqualTo(new Decision.Suppressed(Why.DWELL));
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void whenTheDwellIsOverEveryCauseMoves(Cause cause) {
        Duration dwell = Duration.ofHours(1);
        Scorer scorer = scorer(new FlapControl(0, dwell, 0), AT_0, AT_12);
        long since = 5_000;

        Decision decision = FlapRules.decide(scorer, standingAt(12), in("s0", since), since + dwell.toMillis(), cause);

        assertThat(decision).isInstanceOf(Decision.Move.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"MODEL", "BACKFILL"})
    void aNewModelDoesNotWaitForTheDwell(Cause cause) {
        Scorer scorer = scorer(new FlapControl(0, Duration.ofDays(365), 0), AT_0, AT_12);

        assertThat(FlapRules.decide(scorer, standingAt(12), in("s0", 0), 1, cause))
                .isInstanceOf(Decision.Move.class);
    }

    @Test
    void aNewModelStillNeedsTheMargin() {
        Scorer scorer = scorer(new FlapControl(0.5, Duration.ZERO, 0), AT_0, AT_12);

        assertThat(FlapRules.decide(scorer, standingAt(7), in("s0", 0), 0, Cause.MODEL))
                .isEqualTo(new Decision.Suppressed(Why.MARGIN));
    }

    @Test
    void withOneOrderTooFewNobodyIsPlaced() {
        Scorer scorer = scorer(new FlapControl(0, Duration.ZERO, 2), AT_0, AT_12);

        assertThat(FlapRules.decide(scorer, withOrders(1), Membership.none("value"), 0, Cause.BEHAVIOUR))
                .isEqualTo(STAY);
        assertThat(FlapRules.decide(scorer, withOrders(2), Membership.none("value"), 0, Cause.BEHAVIOUR))
                .isInstanceOf(Decision.Move.class);
    }

    @Test
    void whoHasTooLittleEvidenceForANewModelLeavesTheirSegment() {
        Scorer scorer = scorer(new FlapControl(0, Duration.ofDays(365), 2), AT_0, AT_12);

        assertThat(FlapRules.decide(scorer, withOrders(1), in("s0", 0), 1, Cause.MODEL))
                .isEqualTo(new Decision.Move(-1, null));
    }

    @Test
    void withoutAFeatureThatIsRequiredNobodyIsPlaced() {
        Scorer scorer = scorer(ModelFixture.FREE.requiring(List.of("profile.x0")), AT_0, AT_12);

        assertThat(FlapRules.decide(scorer, new CustomerState(), Membership.none("value"), 0, Cause.PROFILE))
                .isEqualTo(STAY);
        assertThat(FlapRules.decide(scorer, standingAt(1), Membership.none("value"), 0, Cause.PROFILE))
                .isInstanceOf(Decision.Move.class);
    }

    @Test
    void whoLacksAFeatureANewModelRequiresLeavesTheirSegment() {
        Scorer scorer = scorer(ModelFixture.FREE.requiring(List.of("profile.x0")), AT_0, AT_12);

        assertThat(FlapRules.decide(scorer, new CustomerState(), in("s0", 0), 1, Cause.MODEL))
                .isEqualTo(new Decision.Move(-1, null));
    }

    @Test
    void aModelThatRequiresWhatItDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> scorer(ModelFixture.FREE.requiring(List.of("visits")), AT_0, AT_12))
                .hasMessageContaining("requires visits, which is none of its features");
    }

    @Test
    void whoseSegmentRetiredGoesToTheNearestWhateverMarginAndDwell() {
        Scorer scorer = scorer(new FlapControl(0.99, Duration.ofDays(365), 0), AT_0, AT_12);

        Decision decision = FlapRules.decide(scorer, standingAt(5.9), in("retired", 0), 1, Cause.TIME);

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Move.class, move -> assertThat(move.to()).isZero());
    }

    private static CustomerState withOrders(int orders) {
        CustomerState state = standingAt(12);
        for (int i = 0; i < orders; i++) {
            state.apply(
                    new Order(
                            "o" + i,
                            i,
                            i,
                            Order.Kind.PURCHASE,
                            null,
                            false,
                            0,
                            List.of(new Order.Line("p1", null, 10_000, 1, 0))),
                    ModelFixture.DECAY);
        }
        return state;
    }
}
