package dev.segue.segmentation.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BgNbdTest {
    private static final BgNbd MODEL = new BgNbd(0.243, 4.414, 0.793, 2.426);
    /** The beta function of 1.5 and 2.5. */
    private static final double BETA = Math.PI / 16;

    @Test
    void whoeverNeverCameBackIsAliveAndExpectedToBuyLittle() {
        PurchaseHistory once = new PurchaseHistory(0, 0, 38, Double.NaN);

        assertThat(MODEL.probabilityAlive(once)).isEqualTo(1);
        assertThat(MODEL.expectedPurchases(once, 52)).isBetween(0.0, 0.5);
        assertThat(MODEL.medianWait(once)).isFinite().isGreaterThan(52);
    }

    @Test
    void whoeverIsSilentForTheirMeasureIsLessLikelyAlive() {
        PurchaseHistory often = history(20, 20, 40);
        PurchaseHistory seldom = history(2, 20, 40);

        assertThat(MODEL.probabilityAlive(often)).isLessThan(MODEL.probabilityAlive(seldom));
    }

    /** Where the formula of the paper divides by zero. */
    @Test
    void expectationIsSmoothWhereDropoutIsEven() {
        PurchaseHistory history = history(3, 10, 20);

        double below = new BgNbd(0.243, 4.414, 1 - 1e-9, 2.426).expectedPurchases(history, 39);
        double at = new BgNbd(0.243, 4.414, 1, 2.426).expectedPurchases(history, 39);
        double above = new BgNbd(0.243, 4.414, 1 + 1e-9, 2.426).expectedPurchases(history, 39);

        assertThat(at).isCloseTo(below, withinPercentage(1e-6)).isCloseTo(above, withinPercentage(1e-6));
    }

    /** Without dropout it is the negative binomial model: its mean is the rate's, times the time. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 50, 5_000, 100_000})
    void withoutDropoutPurchasesGoOnAtTheCustomersRate(long repeats) {
        BgNbd immortal = new BgNbd(0.243, 4.414, 1e-12, 1e6);
        double rate = (0.243 + repeats) / (4.414 + 100);

        double expected = immortal.expectedPurchases(history(repeats, repeats == 0 ? 0 : 100, 100), 39);

        assertThat(expected).isCloseTo(39 * rate, withinPercentage(1e-4));
    }

    /** Every purchase but the first is the last: at most one more. */
    @Test
    void withCertainDropoutThereIsAtMostOneMorePurchase() {
        BgNbd mortal = new BgNbd(2, 4, 1e9, 1e-3);

        assertThat(mortal.expectedPurchases(1_000)).isCloseTo(1, within(1e-4));
    }

    /** The integral of the likelihood over the paper's two mixing distributions, by brute force. */
    @Test
    void likelihoodIsTheMixtureOfTheCustomersOwn() {
        BgNbd model = new BgNbd(2, 4, 1.5, 2.5);
        int steps = 2_000;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            double rate = 6 * (i + 0.5) / steps;
            double rateDensity = 16 * rate * Math.exp(-4 * rate);
            for (int j = 0; j < steps; j++) {
                double dropout = (j + 0.5) / steps;
                double dropoutDensity = Math.sqrt(dropout) * Math.pow(1 - dropout, 1.5) / BETA;
                double own = Math.pow(1 - dropout, 2) * Math.pow(rate, 2) * Math.exp(-rate * 10)
                        + dropout * (1 - dropout) * Math.pow(rate, 2) * Math.exp(-rate * 5);
                sum += own * rateDensity * dropoutDensity * (6.0 / steps / steps);
            }
        }

        assertThat(model.logLikelihood(history(2, 5, 10))).isCloseTo(Math.log(sum), within(1e-4));
    }

    @Property
    void predictionsAreNeverAbsentAndInRange(
            @ForAll @IntRange(max = 2_000) int repeats,
            @ForAll @DoubleRange(min = 0, max = 1) double when,
            @ForAll @DoubleRange(min = 0, max = 500) double observed,
            @ForAll @DoubleRange(min = -5, max = 5) double r,
            @ForAll @DoubleRange(min = -2, max = 5) double alpha,
            @ForAll @DoubleRange(min = -8, max = 8) double a,
            @ForAll @DoubleRange(min = -8, max = 8) double b) {
        BgNbd model = new BgNbd(Math.exp(r), Math.exp(alpha), Math.exp(a), Math.exp(b));
        PurchaseHistory history = history(repeats, repeats == 0 ? 0 : when * observed, observed);

        assertThat(model.logLikelihood(history)).isFinite();
        assertThat(model.probabilityAlive(history)).isBetween(0.0, 1.0);
        double expected = model.expectedPurchases(history, 39);
        double atMost = 39 * (model.r() + repeats) / (model.alpha() + observed);
        assertThat(expected).isBetween(0.0, atMost * (1 + 1e-9));
        assertThat(model.expectedPurchases(history, 52)).isGreaterThanOrEqualTo(expected * (1 - 1e-9));
        assertThat(model.medianWait(history)).isPositive();
    }

    @Property
    void probabilityAliveFallsWithSilence(
            @ForAll @IntRange(min = 1, max = 500) int repeats,
            @ForAll @DoubleRange(min = 0, max = 100) double last,
            @ForAll @DoubleRange(min = 0, max = 100) double silence) {
        double sooner = MODEL.probabilityAlive(history(repeats, last, last + silence));
        double later = MODEL.probabilityAlive(history(repeats, last, last + silence + 1));

        assertThat(later).isLessThanOrEqualTo(sooner);
    }

    @Test
    void refusesParametersThatAreNotAboveZero() {
        assertThatThrownBy(() -> new BgNbd(0.2, 4, 0, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a must be a finite number above zero, not 0.0");
    }

    private static PurchaseHistory history(long repeats, double last, double observed) {
        return new PurchaseHistory(repeats, last, observed, repeats == 0 ? Double.NaN : 10);
    }
}
