package dev.segue.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands on the stream say where there is no stack. */
class StreamCommandsTest {
    private static final String HOME = "SEGUE_HOME";
    private static final String CURRENCY = "SEGUE_CURRENCY";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path directory;

    @BeforeEach
    void useAnEmptyHome() {
        System.setProperty(HOME, directory.resolve("home").toString());
    }

    @AfterEach
    void clear() {
        System.clearProperty(HOME);
        System.clearProperty(CURRENCY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "watch",
                "train",
                "models list",
                "models promote value 2",
                "customer ann",
                "customer erase ann",
                "kpis value",
                "customer merge anne ann",
                "export customers --csv -",
                "replay online-retail file.csv",
                "replay personality file.csv",
                "replay shop-customers file.csv",
                "replay shopping file.csv",
                "replay ecommerce file.csv",
                "replay consumers file.csv"
            })
    void aCommandWithoutAStackShouldSayHowToStartOne(String command) {
        // When
        CommandRun run = CommandRun.of(command.split(" "));

        // Then
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .matches("segue: (kafka|segmenter|trainer) does not run in .*")
                .endsWith("Start what is missing with: segue up");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customer",
                "customer --json",
                "customer erase",
                "customer merge ann",
                "customer merge ann ann",
                "replay online-retail",
                "replay unheard-of file.csv",
                "export customers",
                "export orders --csv -",
                "demo --for soon",
                "demo --customers many",
                "demo --customers 0",
                "demo --customers 1000001",
                "logs --lines -1"
            })
    void aCommandThatIsNotCompleteShouldBeRefusedWithItsUsage(String command) {
        // When
        CommandRun run = CommandRun.of(command.split(" "));

        // Then
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("Usage: segue");
    }

    @Test
    void aCurrencyThatIsNoneShouldBeToldByItsSetting() {
        // Given
        System.setProperty(CURRENCY, "pounds");

        // When
        CommandRun run = CommandRun.of("replay", "personality", "file.csv");

        // Then
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("segue: the environment cannot be used")
                .contains("SEGUE_CURRENCY 'pounds' must be an ISO 4217 code");
    }
}
