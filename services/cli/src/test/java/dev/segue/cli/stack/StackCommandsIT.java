package dev.segue.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on the real stack. */
@Tag("long")
class StackCommandsIT {
    @TempDir
    private Path directory;

    private static final List<String> PORTS = List.of(
            "SEGUE_KAFKA_PORT",
            "SEGUE_REGISTRY_PORT",
            "SEGUE_SEGMENTER_PORT",
            "SEGUE_TRAINER_PORT",
            "SEGUE_CONSOLE_PORT");

    @BeforeEach
    void keepOutOfTheWay() {
        System.setProperty("SEGUE_HOME", directory.resolve("home").toString());
        PORTS.forEach(port -> System.setProperty(port, "0"));
    }

    @AfterEach
    void stopEverything() {
        CommandRun.of("down");
        System.clearProperty("SEGUE_HOME");
        PORTS.forEach(System::clearProperty);
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
        assertThat(CommandRun.of("logs", "kafka", "-n", "10000").out()).contains("Kafka Server started");
        assertThat(CommandRun.of("logs", "-n", "1").out())
                .as("a line of every program, with its name")
                .containsPattern("(?m)^kafka +\\| ")
                .containsPattern("(?m)^registry +\\| ");

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

    @Test
    void shouldNameTheProgramsWhenAskedForTheLogOfAnother() {
        // When
        CommandRun run = CommandRun.of("logs", "zookeeper");

        // Then
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("zookeeper").contains("kafka, registry");
    }
}
