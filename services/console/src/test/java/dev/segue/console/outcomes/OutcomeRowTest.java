package dev.segue.console.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.outcome.Arm;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class OutcomeRowTest {
    @Test
    void shouldLeaveTheUpliftOpenWhileAPartOfItIsStillToCome() {
        // When a buyer's trigger, of another partition, is not published yet
        OutcomeRow row = row(arm(0, 1), arm(100, 10));

        // Then
        assertThat(row.addsUp()).isFalse();
        assertThat(row.uplift()).isNull();
        assertThat(row.spending()).isNull();
        assertThat(row.buyers()).isEqualTo(1);
    }

    @Test
    void shouldCompareWithWhoWasLeftAlone() {
        // When
        OutcomeRow row = row(arm(100, 30), arm(100, 10));

        // Then
        assertThat(row.addsUp()).isTrue();
        assertThat(row.uplift())
                .isNotNull()
                .satisfies(uplift -> assertThat(uplift.low()).isBetween(0.0, uplift.points()));
    }

    @Test
    void shouldTellWhetherItRestsOnFirstTriggersOnly() {
        // Given
        Arm first = arm(100, 30);
        Arm repeated = new Arm(100, 102, 0, 0, 0, 0, 0, 0, BigInteger.ZERO, 30, BigInteger.ZERO, BigInteger.ZERO);

        // When, Then
        assertThat(row(first, first).firstTriggersOnly()).isTrue();
        assertThat(row(repeated, first).firstTriggersOnly()).isFalse();
        assertThat(row(first, repeated).firstTriggersOnly()).isFalse();
    }

    @Test
    void shouldTellWhatTheEngineSaysWasTakenFromWhatOrdersArePutDownTo() {
        // Given
        Arm treated = new Arm(9, 9, 8, 7, 6, 5, 4, 3, BigInteger.TWO, 3, BigInteger.TWO, BigInteger.TWO);

        // When
        OutcomeRow row = row(treated, Arm.EMPTY);

        // Then
        assertThat(row.sent()).isEqualTo(8);
        assertThat(row.opened()).isEqualTo(7);
        assertThat(row.clicked()).isEqualTo(6);
        assertThat(row.accepted()).isEqualTo(5);
        assertThat(row.unsubscribed()).isEqualTo(4);
        assertThat(row.converted()).isEqualTo(3);
    }

    private static OutcomeRow row(Arm treated, Arm holdout) {
        return OutcomeRow.of("welcome", null, true, null, treated, holdout);
    }

    private static Arm arm(long trials, long buyers) {
        return new Arm(trials, trials, 0, 0, 0, 0, 0, 0, BigInteger.ZERO, buyers, BigInteger.ZERO, BigInteger.ZERO);
    }
}
