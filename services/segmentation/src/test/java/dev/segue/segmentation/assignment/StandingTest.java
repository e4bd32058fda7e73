package dev.segue.segmentation.assignment;

import static dev.segue.segmentation.assignment.ModelFixture.FREE;
import static dev.segue.segmentation.assignment.ModelFixture.in;
import static dev.segue.segmentation.assignment.ModelFixture.scorer;
import static dev.segue.segmentation.assignment.ModelFixture.standingAt;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final double[] AT_0 = {0};
    private static final double[] AT_12 = {12};

    @Test
    void whoLacksOrdersIsToldHowMany() {
        Scorer scorer = scorer(new FlapControl(0, Duration.ZERO, 3), AT_0, AT_12);

        Standing standing = Standing.of(scorer, standingAt(5), Membership.none("value"), 0);

        assertThat(standing.evidence()).isZero();
        assertThat(standing.evidenceMissing()).isEqualTo(3);
        assertThat(standing.placement()).isNull();
        assertThat(standing.contributions()).isEmpty();
    }

    @Test
    void whoLacksARequiredFeatureIsToldWhich() {
        Scorer scorer = scorer(FREE.requiring(List.of("profile.x1")), new double[] {0, 0}, new double[] {12, 0});

        Standing standing = Standing.of(scorer, standingAt(5), Membership.none("value"), 0);

        assertThat(standing.evidenceMissing()).isZero();
        assertThat(standing.featuresMissing()).containsExactly("profile.x1");
        assertThat(standing.placement()).isNull();
    }

    @Test
    void whoIsInASegmentIsToldHowFarItIsAndWhatSpeaksForIt() {
        Standing standing = Standing.of(scorer(FREE, AT_0, AT_12), standingAt(2), in("s0", 0), 0);

        Placement placement = Objects.requireNonNull(standing.placement());
        assertThat(placement.nearest()).isZero();
        assertThat(placement.distance()).isEqualTo(2);
        assertThat(placement.secondDistance()).isEqualTo(10);
        assertThat(standing.contributions())
                .singleElement()
                .satisfies(c -> assertThat(c.contribution()).isEqualTo(100 - 4));
    }

    @Test
    void whoIsKeptWhereAnotherIsNearerIsToldWhatSpeaksAgainstIt() {
        Standing standing = Standing.of(scorer(FREE, AT_0, AT_12), standingAt(7), in("s0", 0), 0);

        assertThat(Objects.requireNonNull(standing.placement()).nearest()).isEqualTo(1);
        assertThat(standing.contributions())
                .singleElement()
                .satisfies(c -> assertThat(c.contribution()).isEqualTo(25 - 49));
    }
}
