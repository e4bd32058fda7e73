package dev.segue.console.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {
    private static final double ALMOST_ONE = Math.nextDown(1.0);

    @ParameterizedTest
    @CsvSource({
        "1, 500, 1000",
        "2, 1000, 2000",
        "3, 2000, 4000",
        "9, 128000, 256000",
        "10, 150000, 300000",
        "1000, 150000, 300000"
    })
    void shouldDoubleUpToFiveMinutes(int failures, long least, long most) {
        assertThat(new BackOff(() -> 0).pause(failures, null)).hasMillis(least);
        assertThat(new BackOff(() -> ALMOST_ONE).pause(failures, null))
                .isBetween(Duration.ofMillis(most - 1), Duration.ofMillis(most));
    }

    @Test
    void shouldWaitAsLongAsItIsAskedTo() {
        BackOff backOff = new BackOff(() -> 0);

        assertThat(backOff.pause(1, Duration.ofSeconds(30))).hasSeconds(30);
        assertThat(backOff.pause(10, Duration.ofSeconds(30))).hasSeconds(150);
        assertThat(backOff.pause(1, Duration.ofDays(365))).isEqualTo(BackOff.LONGEST_ASKED_FOR);
    }
}
