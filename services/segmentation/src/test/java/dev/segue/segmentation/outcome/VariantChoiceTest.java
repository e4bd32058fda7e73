package dev.segue.segmentation.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class VariantChoiceTest {
    private static final int TRIGGERS = 20_000;

    @Test
    void shouldChooseTheSameForTheSameTriggerAndCounts() {
        List<VariantOdds> arms = arms(Map.of("A", arm(40, 5), "B", arm(35, 5)));

        IntStream.range(0, 100)
                .forEach(i -> assertThat(new VariantChoice(0.1).choose("trigger-" + i, arms))
                        .isEqualTo(new VariantChoice(0.1).choose("trigger-" + i, arms)));
    }

    @Test
    void shouldSpreadEvenlyWhileNothingIsKnown() {
        Map<String, Long> chosen = choose(0, arms(Map.of("A", Arm.EMPTY, "B", Arm.EMPTY, "C", Arm.EMPTY)));

        assertThat(chosen.values())
                .hasSize(3)
                .allSatisfy(count -> assertThat(count / (double) TRIGGERS).isCloseTo(1.0 / 3, within(0.02)));
    }

    @Test
    void shouldGiveAVariantThatIsFarBehindTheFloor() {
        List<VariantOdds> arms = arms(Map.of("A", arm(10_000, 2_000), "B", arm(10_000, 100)));

        Map<String, Long> chosen = choose(0.05, arms);

        assertThat(chosen.getOrDefault("B", 0L) / (double) TRIGGERS).isCloseTo(0.05, within(0.006));
    }

    @Test
    void shouldNeverChooseAVariantThatIsFarBehindWithoutAFloor() {
        List<VariantOdds> arms = arms(Map.of("A", arm(10_000, 2_000), "B", arm(10_000, 100)));

        assertThat(choose(0, arms)).containsOnlyKeys("A");
    }

    @Test
    void shouldChooseAsOftenAsTheVariantIsLikelyToBeTheBest() {
        // Beta(2, 1) against Beta(1, 1): the chance that the first is larger is the integral of 2x · x, which is 2/3.
        List<VariantOdds> arms = arms(Map.of("A", arm(1, 1), "B", Arm.EMPTY));

        assertThat(choose(0, arms).getOrDefault("A", 0L) / (double) TRIGGERS).isCloseTo(2.0 / 3, within(0.015));
    }

    @Test
    void shouldDrawRatesThatAreDistributedAsTheirPosterior() {
        // Mean and variance of Beta(3, 9) are 1/4 and 27/(144 · 13).
        double[] rates = LongStream.range(0, TRIGGERS)
                .mapToDouble(i -> new Draws("draw-" + i).beta(3, 9))
                .toArray();

        double mean = Arrays.stream(rates).average().orElseThrow();
        double variance = Arrays.stream(rates)
                .map(rate -> (rate - mean) * (rate - mean))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0.25, within(0.003));
        assertThat(variance).isCloseTo(27.0 / (144 * 13), within(0.0005));
    }

    @Test
    void shouldRefuseAFloorThatNotAllCanHave() {
        VariantChoice choice = new VariantChoice(0.5);

        assertThatThrownBy(() -> choice.choose("t", arms(Map.of("A", Arm.EMPTY, "B", Arm.EMPTY, "C", Arm.EMPTY))))
                .hasMessageContaining("floor must be at most 1 over the number of variants");
        assertThatThrownBy(() -> choice.choose("t", List.of())).hasMessageContaining("at least one variant");
        assertThatThrownBy(() -> new VariantChoice(Double.NaN)).hasMessageContaining("floor must be 0 to 1");
    }

    private static Map<String, Long> choose(double floor, List<VariantOdds> arms) {
        VariantChoice choice = new VariantChoice(floor);
        return IntStream.range(0, TRIGGERS)
                .mapToObj(i -> choice.choose("trigger-" + i, arms))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static List<VariantOdds> arms(Map<String, Arm> arms) {
        return arms.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(arm -> VariantOdds.of(arm.getKey(), arm.getValue()))
                .toList();
    }

    private static Arm arm(long trials, long buyers) {
        return new Arm(trials, trials, 0, 0, 0, 0, 0, 0, BigInteger.ZERO, buyers, BigInteger.ZERO, BigInteger.ZERO);
    }
}
