package dev.segue.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a real broker and registry. */
class StackCommandsIT {
    @TempDir
    private Path directory;

    @BeforeEach
    void keepOutOfTheWay() {
        System.setProperty("SEGUE_HOME", directory.resolve("home").toString());
        System.setProperty("SEGUE_KAFKA_PORT", "0");
        System.setProperty("SEGUE_REGISTRY_PORT", "0");
    }

    @AfterEach
    void stopEverything() {
        CommandRun.of("down");
        System.clearProperty("SEGUE_HOME");
        System.clearProperty("SEGUE_KAFKA_PORT");
        System.clearProperty("SEGUE_REGISTRY_PORT");
    }

    private static JsonNode status() throws IOException {
        return new ObjectMapper().readTree(CommandRun.of("status", "--json").out());
    }

    @Test
    void shouldStartShowAndStopTheStack() throws Exception {
        // Given
        assertThat(CommandRun.of("status").status()).as("nothing runs yet").isEqualTo(3);

        // When
        CommandRun up = CommandRun.of("up");

        // Then
        assertThat(up.status()).as(up.err()).isZero();
        assertThat(up.out()).containsPattern("kafka … up on 127\\.0\\.0\\.1:\\d+ \\(\\d+\\.\\d s\\)");
        assertThat(CommandRun.of("status").status()).isZero();
        JsonNode kafka = status().get(0);
        assertThat(kafka.get("program").asText()).isEqualTo("kafka");
        assertThat(kafka.get("state").asText()).isEqualTo("up");
        assertThat(up.out()).contains("127.0.0.1:" + kafka.get("port").asInt());
        assertThat(CommandRun.of("logs", "kafka", "-n", "500").out()).contains("Kafka Server started");
        assertThat(CommandRun.of("logs", "-n", "1").out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("kafka"),
                        line -> assertThat(line).startsWith("registry"));

        // When
        CommandRun again = CommandRun.of("up");

        // Then
        assertThat(again.status()).isZero();
        assertThat(again.out()).contains("kafka … runs already").contains("registry … runs already");
        assertThat(status().get(0).get("pid")).isEqualTo(kafka.get("pid"));

        // When
        ProcessHandle broker = ProcessHandle.of(kafka.get("pid").asLong()).orElseThrow();
        broker.destroyForcibly();
        Awaitility.await().until(() -> !broker.isAlive());

        // Then
        assertThat(CommandRun.of("status").status()).isEqualTo(3);
        assertThat(CommandRun.of("status").out()).contains("crashed");

        // When
        CommandRun down = CommandRun.of("down");

        // Then
        assertThat(down.status()).isZero();
        assertThat(down.out()).contains("registry … stopped");
        assertThat(status())
                .allSatisfy(program -> assertThat(program.get("state").asText()).isEqualTo("down"));
        assertThat(CommandRun.of("down").out()).contains("Nothing runs");
    }
}
