package dev.segue.segmentation.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DriftTest {
    private static final List<String> NAMES = List.of("recency_days", "monetary");

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void otherCustomersOfTheSamePopulationAreNoDrift() {
        // Given small samples, which differ by chance
        for (int round = 0; round < 50; round++) {
            Baseline baseline = baseline(normal(100, 0), normal(100, 0));

            // When
            Drift drift = Drift.since(baseline, NAMES, List.of(normal(110, 0), normal(110, 0)));

            // Then
            assertThat(drift.isLarge()).as(drift.inWords()).isFalse();
        }
    }

    @Test
    void aPopulationThatMovedByAStandardDeviationIsMuch() {
        // Given
        Baseline baseline = baseline(normal(1_000, 0), normal(1_000, 0));

        // When
        Drift drift = Drift.since(baseline, NAMES, List.of(normal(1_000, 0), normal(1_000, 1)));

        // Then
        assertThat(drift.isLarge()).isTrue();
        assertThat(drift.inWords())
                .startsWith("The customers have shifted much in monetary (")
                .endsWith(") (population stability index).");
    }

    @Test
    void aLittleIsSaidButNotLarge() {
        // Given
        Baseline baseline = baseline(normal(5_000, 0), normal(5_000, 0));

        // When
        Drift drift = Drift.since(baseline, NAMES, List.of(normal(5_000, 0.4), normal(5_000, 0)));

        // Then
        assertThat(drift.isLarge()).isFalse();
        assertThat(drift.inWords()).startsWith("The customers have shifted somewhat in recency_days (");
    }

    @Test
    void aBaseTwiceAsLargeIsAnother() {
        // Given
        Baseline baseline = baseline(normal(100, 0), normal(100, 0));

        // When
        Drift drift = Drift.since(baseline, NAMES, List.of(normal(200, 0), normal(200, 0)));

        // Then
        assertThat(drift.isLarge()).isTrue();
        assertThat(drift.inWords()).isEqualTo("The base has grown from 100 to 200 customers.");
    }

    @Test
    void refusesOtherFeatures() {
        // Given
        Baseline baseline = baseline(normal(100, 0), normal(100, 0));

        // When, Then
        assertThatThrownBy(() -> Drift.since(baseline, List.of("monetary"), List.of(normal(10, 0))))
                .hasMessage("the baseline has 2 features, but 1 names and 1 columns are given");
    }

    private static Baseline baseline(double[] one, double[] other) {
        return new Baseline(one.length, 0.5, List.of(Distribution.of(one), Distribution.of(other)));
    }

    private double[] normal(int count, double mean) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = mean + random.nextGaussian();
        }
        return values;
    }
}
