package dev.segue.segmentation.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variant B converts three points better than A in one segment and three points worse in another. */
class SimulatedShopTest {
    private static final int SEEDS = 100;
    private static final int TRIGGERS_A_SEGMENT = 10_000;
    private static final double FLOOR = 0.05;

    /** One segment's strategy, when its triggers have been. */
    private record Run(double shareOfAll, double shareOfLastQuarter, boolean covered) {}

    @ParameterizedTest
    @CsvSource({"young, 0.11, B, 0", "old, 0.05, A, 1000"})
    void shouldSendTheTrafficToTheBetterVariantAndReportAnUpliftThatCoversTheTruth(
            String segment, double rateOfB, String better, long firstSeed) {
        // Given
        Map<String, Double> rates = Map.of("A", 0.08, "B", rateOfB);

        // When
        Run[] runs = LongStream.range(firstSeed, firstSeed + SEEDS)
                .mapToObj(seed -> run(new SimulatedStrategy(segment, FLOOR, rates, seed), better))
                .toArray(Run[]::new);

        // Then
        assertThat(runs).allMatch(run -> run.shareOfLastQuarter > 0.8);
        assertThat(Stream.of(runs).filter(run -> run.shareOfAll > 0.8)).hasSizeGreaterThanOrEqualTo(95);
        assertThat(Stream.of(runs).filter(Run::covered)).hasSizeGreaterThanOrEqualTo(90);
    }

    private static Run run(SimulatedStrategy strategy, String better) {
        int lastQuarter = TRIGGERS_A_SEGMENT - TRIGGERS_A_SEGMENT / 4;
        for (int i = 0; i < lastQuarter; i++) {
            strategy.trigger(i);
        }
        long before = strategy.traffic();
        long betterBefore = strategy.traffic(better);
        for (int i = lastQuarter; i < TRIGGERS_A_SEGMENT; i++) {
            strategy.trigger(i);
        }
        return new Run(
                (double) strategy.traffic(better) / strategy.traffic(),
                (double) (strategy.traffic(better) - betterBefore) / (strategy.traffic() - before),
                strategy.uplift().buying().contains(strategy.trueUplift()));
    }
}
