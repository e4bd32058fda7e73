package dev.segue.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaTest {
    @TempDir
    private Path directory;

    @Test
    void shouldKeepItsLogWhereTheHomeIsWhateverThatIsCalled() throws IOException {
        // Given
        Path root = Files.createDirectories(directory.resolve("dist"));
        Files.createDirectories(root.resolve("kafka"));
        Files.writeString(Files.createDirectories(root.resolve("registry")).resolve("quarkus-run.jar"), "");
        Path data = Files.createDirectories(directory.resolve("Läden \\ 商店"));

        // When
        new Kafka(new Distribution(root), PortSetting.anyFree("kafka")).launch(new Placement(data, Map.of("kafka", 1)));

        // Then what Kafka reads, as it reads it
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(data.resolve("server.properties"))) {
            properties.load(in);
        }
        assertThat(properties).containsEntry("log.dirs", data.resolve("log").toString());
    }
}
