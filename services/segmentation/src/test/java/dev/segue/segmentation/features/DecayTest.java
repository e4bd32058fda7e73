package dev.segue.segmentation.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DecayTest {
    @Test
    void aWeightHalvesEveryHalfLife() {
        Decay decay = Decay.halfLife(Duration.ofDays(30));

        assertThat(decay.remaining(0)).isEqualTo(1);
        assertThat(decay.remaining(Duration.ofDays(30).toMillis())).isCloseTo(0.5, within(1e-15));
        assertThat(decay.remaining(Duration.ofDays(90).toMillis())).isCloseTo(0.125, within(1e-15));
        assertThat(decay.halfLifeDays()).isEqualTo(30);
    }

    @Test
    void aHalfLifeOfNothingIsRefused() {
        assertThatThrownBy(() -> Decay.halfLife(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("half-life")
                .hasMessageContaining("0 ms");
    }
}
