package dev.segue.segmentation.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SegmentValueTest {
    private static final ValueModel MODEL =
            new ValueModel(new BgNbd(0.243, 4.414, 0.793, 2.426), new GammaGamma(6.25, 3.74, 15.44), 39);

    @Test
    void aSegmentsValueIsTheMeanOverItsBuyers() {
        // Given two buyers and one who never bought in the first segment, and nobody who bought in the second
        PurchaseHistory gone = new PurchaseHistory(10, 10, 39, 30);
        PurchaseHistory there = new PurchaseHistory(10, 35, 39, 30);
        List<@Nullable PurchaseHistory> histories = Arrays.asList(gone, null, null, there);

        // When
        List<SegmentValue> values = SegmentValue.of(MODEL, histories, new int[] {0, 1, 0, 0}, 2);

        // Then
        assertThat(values).hasSize(2);
        SegmentValue first = values.getFirst();
        assertThat(first.buyers()).isEqualTo(2);
        assertThat(first.churnRate())
                .isCloseTo(1 - (MODEL.probabilityAlive(gone) + MODEL.probabilityAlive(there)) / 2, within(1e-12));
        assertThat(first.expectedPurchases())
                .isCloseTo((MODEL.expectedPurchases(gone) + MODEL.expectedPurchases(there)) / 2, within(1e-12));
        assertThat(first.lifetimeValue())
                .isCloseTo((MODEL.lifetimeValue(gone) + MODEL.lifetimeValue(there)) / 2, within(1e-9));
        assertThat(values.get(1).buyers()).isZero();
        assertThat(values.get(1).lifetimeValue()).isNaN();
    }

    @Test
    void refusesLabelsOfOtherCustomers() {
        assertThatThrownBy(() -> SegmentValue.of(MODEL, List.of(), new int[] {0}, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there are 0 histories for 1 labels");
    }
}
