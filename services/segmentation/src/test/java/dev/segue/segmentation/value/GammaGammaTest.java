package dev.segue.segmentation.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class GammaGammaTest {
    private static final GammaGamma MODEL = new GammaGamma(6.25, 3.74, 15.44);

    @Test
    void withoutRepeatsTheExpectedValueIsThatOfAll() {
        assertThat(MODEL.expectedValue(new PurchaseHistory(0, 0, 10, Double.NaN)))
                .isCloseTo(MODEL.meanValue(), within(1e-12))
                .isCloseTo(35.219, within(0.001));
    }

    @Property
    void expectedValueLiesBetweenTheCustomersMeanAndThatOfAll(
            @ForAll @LongRange(min = 1, max = 10_000) long repeats,
            @ForAll @DoubleRange(min = 0, max = 1_000) double repeatValue) {
        double expected = MODEL.expectedValue(new PurchaseHistory(repeats, 1, 10, repeatValue));

        assertThat(expected)
                .isBetween(
                        Math.min(repeatValue, MODEL.meanValue()) - 1e-9,
                        Math.max(repeatValue, MODEL.meanValue()) + 1e-9);
    }

    @Test
    void expectedValueNearsTheCustomersOwnMeanTheMoreTheyBought() {
        double few = MODEL.expectedValue(new PurchaseHistory(2, 1, 10, 100));
        double many = MODEL.expectedValue(new PurchaseHistory(200, 1, 10, 100));

        assertThat(few).isLessThan(90);
        assertThat(many).isBetween(99.0, 100.0);
    }

    /** A density of the mean value must come to one, whatever the number of repeats. */
    @Test
    void likelihoodIsADensity() {
        double sum = 0;
        double step = 0.01;
        for (double value = step / 2; value < 5_000; value += step) {
            sum += Math.exp(MODEL.logLikelihood(new PurchaseHistory(3, 1, 10, value))) * step;
        }

        assertThat(sum).isCloseTo(1, within(1e-4));
    }

    @Test
    void refusesParametersWithoutAMean() {
        assertThatThrownBy(() -> new GammaGamma(6, 1, 15))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("q must be greater than 1");
    }
}
