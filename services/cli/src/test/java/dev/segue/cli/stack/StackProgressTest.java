package dev.segue.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.localstack.StackEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StackProgressTest {
    private final StringWriter shown = new StringWriter();
    private final StackProgress progress = new StackProgress(new PrintWriter(shown), false);
    private final StackProgress onTerminal = new StackProgress(new PrintWriter(shown), true);

    @Test
    void shouldTellWhereAProgramIsUpAndHowLongItTook() {
        // When
        progress.accept(new StackEvent.Up("kafka", 9092, Duration.ofMillis(2_640)));

        // Then
        assertThat(shown.toString().lines()).containsExactly("kafka … up on 127.0.0.1:9092 (2.6 s)");
    }

    @Test
    void shouldSayWhoseEndEndsAReusedProgram() {
        // When
        progress.accept(new StackEvent.Reused("kafka", 9092, 17, OptionalLong.of(4711)));

        // Then
        assertThat(shown.toString()).contains("process 17").contains("ends with process 4711");
    }

    @Test
    void shouldStayQuietInAFileButForASignOfLife() {
        // When
        for (int second = 1; second <= 16; second++) {
            progress.accept(new StackEvent.Waiting("kafka", 9092, Duration.ofSeconds(second)));
        }

        // Then
        assertThat(shown.toString().lines()).containsExactly("kafka … still starting (15 s)");
    }

    @Test
    void shouldGiveASignOfLifeOnceThoughProgressComesInJumps() {
        // When
        for (int second : new int[] {14, 33, 33, 34, 49}) {
            progress.accept(new StackEvent.Waiting("kafka", 9092, Duration.ofSeconds(second)));
        }

        // Then
        assertThat(shown.toString().lines())
                .containsExactly("kafka … still starting (33 s)", "kafka … still starting (49 s)");
    }

    @Test
    void shouldShowOnATerminalWhatIsAwaited() {
        // When
        onTerminal.accept(new StackEvent.Starting("kafka", 9092));
        onTerminal.accept(new StackEvent.Starting("registry", 8081));
        onTerminal.accept(new StackEvent.Waiting("registry", 8081, Duration.ofSeconds(3)));

        // Then
        assertThat(shown.toString()).endsWith("kafka … starting   registry … starting, 3 s");
    }
}
