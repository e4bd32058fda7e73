package dev.segue.segmentation.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AdjustedRandIndexTest {
    @Test
    void agreementIsCorrectedForChance() {
        // Given the pairs {0,1} and {2,3} against {0,1,2} and {3}: 1 pair in both, 2 and 3 in each, 6 in all
        int[] one = {0, 0, 1, 1};
        int[] other = {5, 5, 5, 2};

        // When
        double index = AdjustedRandIndex.of(one, other);

        // Then (1 - 2*3/6) / ((2+3)/2 - 2*3/6)
        assertThat(index).isZero();
    }

    @Test
    void halfAgreement() {
        // When {0,1},{2,3} against {0,1},{2},{3}: 1 in both, 2 and 1 in each
        double index = AdjustedRandIndex.of(new int[] {0, 0, 1, 1}, new int[] {0, 0, 1, 2});

        // Then (1 - 1/3) / (3/2 - 1/3)
        assertThat(index).isCloseTo(4.0 / 7, within(1e-12));
    }

    @Test
    void allTogetherOrAllApartIsTheSamePartition() {
        assertThat(AdjustedRandIndex.of(new int[] {1, 1, 1}, new int[] {7, 7, 7}))
                .isEqualTo(1);
        assertThat(AdjustedRandIndex.of(new int[] {1, 2, 3}, new int[] {9, 8, 7}))
                .isEqualTo(1);
        assertThat(AdjustedRandIndex.of(new int[] {1, 1, 1}, new int[] {9, 8, 7}))
                .isZero();
    }

    @Property
    void whatTheLabelsAreCalledDoesNotMatter(
            @ForAll @Size(30) int @IntRange(min = 0, max = 4) [] one,
            @ForAll @Size(30) int @IntRange(min = 0, max = 4) [] other) {
        // Given
        int[] renamed = Arrays.stream(other).map(label -> 100 - label).toArray();

        // When
        double index = AdjustedRandIndex.of(one, other);

        // Then
        assertThat(AdjustedRandIndex.of(one, renamed)).isCloseTo(index, within(1e-12));
        assertThat(AdjustedRandIndex.of(other, one)).isCloseTo(index, within(1e-12));
        assertThat(AdjustedRandIndex.of(one, one)).isEqualTo(1);
        assertThat(index).isBetween(-0.5, 1.0);
    }

    @Test
    void refusesLabelsOfOtherPoints() {
        assertThatThrownBy(() -> AdjustedRandIndex.of(new int[3], new int[4]))
                .hasMessage("both must label the same points, not 3 and 4");
    }
}
