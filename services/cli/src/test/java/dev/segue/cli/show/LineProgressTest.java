package dev.segue.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LineProgressTest {
    private final StringWriter text = new StringWriter();
    private Instant now = Instant.EPOCH;

    @Test
    void aLineShouldComeEveryFiveSecondsAndOneAtTheEnd() {
        // Given
        try (LineProgress progress =
                new LineProgress(new PrintWriter(text), () -> now, "publishing", 2_000, "events")) {
            // When
            progress.reached(10);
            now = now.plusMillis(4_999);
            progress.reached(500);
            now = now.plusMillis(1);
            progress.reached(1_000);
            now = now.plusSeconds(1);
            progress.reached(2_000);
        }

        // Then
        assertThat(text.toString().lines())
                .containsExactly("publishing: 1,000 of 2,000 events, 5 s", "publishing: 2,000 of 2,000 events, 6 s");
    }

    @Test
    void theLastLineShouldNotComeTwice() {
        // Given
        try (LineProgress progress = new LineProgress(new PrintWriter(text), () -> now, "publishing", 5, "events")) {
            // When
            now = now.plusSeconds(5);
            progress.reached(5);
        }

        // Then
        assertThat(text.toString().lines()).hasSize(1);
    }
}
