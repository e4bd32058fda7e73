package dev.segue.segmenter.cluster;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GatheringTest {
    @Test
    void shouldTakePartsThatTogetherAreOfAllPartitions() {
        assertThatCode(() -> Gathering.requireWhole(List.of(part(0, 2), part(1)), 3))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseWhatLacksAPartition() {
        assertThatThrownBy(() -> Gathering.requireWhole(List.of(part(0), part(2)), 3))
                .isInstanceOf(NotNowException.class)
                .hasMessageContaining("[1] are open on none");
    }

    @Test
    void shouldRefuseWhatHasAPartitionTwiceAsItMovedBetweenTwoAnswers() {
        assertThatThrownBy(() -> Gathering.requireWhole(List.of(part(0, 1), part(1, 2)), 3))
                .isInstanceOf(NotNowException.class)
                .hasMessageContaining("[1] on two");
    }

    private static ClockPart part(Integer... partitions) {
        return new ClockPart(new TreeSet<>(List.of(partitions)), 0);
    }
}
