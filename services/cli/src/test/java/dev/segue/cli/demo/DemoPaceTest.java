package dev.segue.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class DemoPaceTest {
    private static final Duration YEAR = Duration.ofDays(365);

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aShowOfAMinuteShouldEndNowAfterSixtyDays() {
        // When
        DemoPace pace = DemoPace.endingNow(() -> now, YEAR, Duration.ofSeconds(60));

        // Then
        assertThat(pace.live()).isEqualTo(now.minus(Duration.ofDays(60)));
        assertThat(pace.opening()).isEqualTo(pace.live().minus(YEAR));
        assertThat(pace.at(Duration.ZERO)).isEqualTo(pace.live());
        assertThat(pace.at(Duration.ofMillis(1_500))).isEqualTo(pace.live().plus(Duration.ofHours(36)));
        assertThat(pace.at(Duration.ofSeconds(60))).isEqualTo(now);
    }

    @Test
    void simulatedTimeShouldNeverPassTheWallClock() {
        // Given
        DemoPace pace = DemoPace.endingNow(() -> now, YEAR, Duration.ZERO);

        // When
        now = now.plus(Duration.ofHours(2));

        // Then
        assertThat(pace.at(Duration.ofHours(2))).isEqualTo(now);
    }

    @Test
    void theLengthOfAShowShouldBeReadWithItsUnit() {
        ShowLength length = new ShowLength();

        assertThat(length.convert("60s")).isEqualTo(Duration.ofSeconds(60));
        assertThat(length.convert("5m")).isEqualTo(Duration.ofMinutes(5));
        assertThat(length.convert("1h")).isEqualTo(Duration.ofHours(1));
        assertThat(length.convert("90")).isEqualTo(Duration.ofSeconds(90));
        assertThatThrownBy(() -> length.convert("soon"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'soon' must be a time such as 60s");
        assertThatThrownBy(() -> length.convert("0s")).isInstanceOf(TypeConversionException.class);
    }

    @Test
    void theRateShouldBeThatOfTheLastSeconds() {
        // Given nothing for ten seconds, then a hundred a second
        Rate rate = new Rate(0, 0);
        double seen = 0;
        for (int second = 1; second <= 10; second++) {
            seen = rate.after(second * 1_000_000_000L, 0);
        }
        assertThat(seen).isZero();

        // When
        for (int second = 11; second <= 20; second++) {
            seen = rate.after(second * 1_000_000_000L, (second - 10) * 100L);
        }

        // Then
        assertThat(seen).isEqualTo(100);
    }
}
