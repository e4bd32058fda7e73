package dev.segue.segmentation.selection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KneeTest {
    @Test
    void theKneeIsWhereTheCurveBendsMost() {
        assertThat(Knee.of(new double[] {100, 50, 20, 17, 14, 12, 10})).hasValue(2);
    }

    @Test
    void theScaleOfTheCurveDoesNotMatter() {
        assertThat(Knee.of(new double[] {1.100, 1.050, 1.020, 1.017, 1.014, 1.012, 1.010}))
                .hasValue(2);
    }

    @Test
    void aStraightLineHasNone() {
        assertThat(Knee.of(new double[] {50, 40, 30, 20, 10})).isEmpty();
    }

    @Test
    void aCurveThatBendsTheOtherWayHasNone() {
        assertThat(Knee.of(new double[] {50, 49, 47, 40, 10})).isEmpty();
    }

    @Test
    void aCurveThatDoesNotFallOrIsTooShortHasNone() {
        assertThat(Knee.of(new double[] {5, 5, 5})).isEmpty();
        assertThat(Knee.of(new double[] {5, 1})).isEmpty();
    }
}
