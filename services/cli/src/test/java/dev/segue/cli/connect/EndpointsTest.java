package dev.segue.cli.connect;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.cli.CommandFailure;
import dev.segue.localstack.Home;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path directory;

    @Test
    void whoNeedsOneServiceShouldBeToldOfThatOneOnly() {
        // Given a home in which nothing runs
        Home home = new Home(directory);

        // When, Then
        assertThatThrownBy(() -> Endpoints.trainer(home))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("trainer does not run in %s. Start what is missing with: segue up", directory);
        assertThatThrownBy(() -> Endpoints.segmenter(home))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("segmenter does not run in %s. Start what is missing with: segue up", directory);
        assertThatThrownBy(() -> Endpoints.of(home))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("kafka does not run");
    }
}
