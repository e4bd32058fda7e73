package dev.segue.segmentation.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PurchaseHistoryTest {
    @Test
    void plainFeaturesGiveWeeks() {
        PurchaseHistory history = PurchaseHistory.ofDays(4, 70, 14, 12.5);

        assertThat(history).isEqualTo(new PurchaseHistory(3, 8, 10, 12.5));
    }

    @Test
    void purchasesOfOneDayAreOneTransactionHoweverFarApart() {
        PurchaseHistory history = PurchaseHistory.ofDays(1, 7, 6.5, Double.NaN);

        assertThat(history).isEqualTo(new PurchaseHistory(0, 0, 1, Double.NaN));
    }

    @Test
    void refusesAPurchaseAfterTheEndOfTheWatch() {
        assertThatThrownBy(() -> new PurchaseHistory(1, 5, 4, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("last must be from zero to observed, but they are 5.0 and 4.0 weeks");
    }

    @Test
    void refusesAValueWithoutRepeats() {
        assertThatThrownBy(() -> new PurchaseHistory(0, 0, 4, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("repeatValue of 0 repeats must be NaN, not 10.0");
    }

    @Test
    void refusesRepeatsWithoutAValue() {
        assertThatThrownBy(() -> new PurchaseHistory(2, 1, 4, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("repeatValue of 2 repeats must be zero or more, not NaN");
    }
}
