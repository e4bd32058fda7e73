package dev.segue.segmentation.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.segue.segmentation.event.Money;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpliftTest {
    /** Newcombe (1998), table II, method 10. */
    @ParameterizedTest
    @CsvSource({
        "56, 70, 48, 80,  0.0524, 0.3339",
        " 9, 10,  3, 10,  0.1705, 0.8090",
        " 6,  7,  2,  7,  0.0582, 0.8062",
        " 5, 56,  0, 29, -0.0381, 0.1926",
        " 0, 10,  0, 20, -0.1611, 0.2775",
        " 0, 10,  0, 10, -0.2775, 0.2775",
        "10, 10,  0, 20,  0.6791, 1.0000",
        "10, 10,  0, 10,  0.6075, 1.0000"
    })
    void shouldGiveThePublishedIntervals(
            long conversions, long trials, long ofHoldout, long holdout, double low, double high) {
        Uplift uplift =
                Uplift.of(arm(trials, conversions), arm(holdout, ofHoldout)).orElseThrow();

        assertThat(uplift.buying().low()).isCloseTo(low, within(0.00005));
        assertThat(uplift.buying().high()).isCloseTo(high, within(0.00005));
    }

    /** Compared with scipy 1.17.1, {@code ttest_ind(equal_var=False).confidence_interval(.95)}. */
    @Test
    void shouldGiveWelchsIntervalOfRevenue() {
        Arm treated = revenues(12.5, 0, 0, 30.25, 7.1, 0, 99.99);
        Arm holdout = revenues(0, 0, 5.5, 20, 0, 0, 0, 1.25, 0);

        Interval revenue =
                Objects.requireNonNull(Uplift.of(treated, holdout).orElseThrow().spending());

        assertThat(revenue.estimate()).isCloseTo(18.433492063492064, within(1e-12));
        assertThat(revenue.low()).isCloseTo(-15.180700458748806, within(1e-9));
        assertThat(revenue.high()).isCloseTo(52.04768458573294, within(1e-9));
    }

    @Test
    void shouldLoseNothingWhereLargeRevenuesHardlyDiffer() {
        Arm treated = revenues(1e13, 1e13, 1e13 + 1);
        Arm holdout = revenues(1e13, 1e13, 1e13);

        Interval revenue =
                Objects.requireNonNull(Uplift.of(treated, holdout).orElseThrow().spending());

        // The standard error is a third, on two degrees of freedom.
        assertThat(revenue.high() - revenue.estimate()).isCloseTo(4.302652729911275 / 3, within(0.01));
    }

    @Test
    void shouldHaveNothingToSayWithoutAHoldout() {
        assertThat(Uplift.of(arm(10, 3), Arm.EMPTY)).isEmpty();
        assertThat(Uplift.of(Arm.EMPTY, arm(10, 3))).isEmpty();
    }

    @Test
    void shouldLeaveRevenueOpenWithASingleTrigger() {
        assertThat(Uplift.of(arm(1, 1), arm(10, 3)).orElseThrow().spending()).isNull();
    }

    @Test
    void shouldHaveNothingToSayWhileNotAllPartsAreThere() {
        Arm whole = arm(10, 3);
        Arm lessSpent = new Arm(10, 10, 0, 0, 0, 0, 0, 0, BigInteger.ZERO, 3, BigInteger.TEN, BigInteger.ONE);
        Arm notCounted = new Arm(10, 0, 0, 0, 0, 0, 0, 0, BigInteger.ZERO, 3, BigInteger.ZERO, BigInteger.ZERO);

        assertThat(List.of(arm(3, -1), arm(3, 4), arm(0, 1), lessSpent, notCounted))
                .allSatisfy(part -> {
                    assertThat(part.addsUp()).isFalse();
                    assertThat(part.buyingRate()).isNaN();
                    assertThat(Uplift.of(part, whole)).isEmpty();
                    assertThat(Uplift.of(whole, part)).isEmpty();
                });
        assertThat(whole.addsUp()).isTrue();
        assertThat(Arm.EMPTY.addsUp()).isTrue();
    }

    private static Arm arm(long trials, long conversions) {
        return new Arm(
                trials, trials, 0, 0, 0, 0, 0, 0, BigInteger.ZERO, conversions, BigInteger.ZERO, BigInteger.ZERO);
    }

    private static Arm revenues(double... units) {
        Arm arm = Arm.EMPTY;
        for (double unit : units) {
            long revenue = Math.round(unit * Money.UNIT);
            arm = arm.with(new OutcomeChange(
                    new ArmKey("value", null, 0, "win-back", null, false),
                    null,
                    new TriggerOutcome(true, false, false, false, false, false, 0, revenue > 0, revenue, 1)));
        }
        return arm;
    }
}
