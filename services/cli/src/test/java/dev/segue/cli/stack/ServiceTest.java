package dev.segue.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.localstack.PortSetting;
import dev.segue.localstack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTest {
    @TempDir
    private Path directory;

    private static Service service(Path jar) {
        return service(jar, List.of());
    }

    private static Service service(Path jar, List<String> services) {
        return new Service(
                "trainer",
                jar,
                "dev.segue.Example",
                PortSetting.anyFree("trainer"),
                List.of("-Xmx256m"),
                services,
                Map.of("SEGUE_STATE", "{data}/state", "SEGUE_ASKED", "{segmenter}"));
    }

    @Test
    void shouldNeedBrokerAndRegistry() throws IOException {
        assertThat(service(Files.createFile(directory.resolve("segue-trainer.jar")))
                        .needs())
                .containsExactly("kafka", "registry");
    }

    @Test
    void shouldComeAfterTheServicesItAsks() throws IOException {
        assertThat(service(Files.createFile(directory.resolve("segue-trainer.jar")), List.of("segmenter"))
                        .needs())
                .containsExactly("kafka", "registry", "segmenter");
    }

    @Test
    void shouldSayThatItIsNotBuilt() {
        assertThatThrownBy(() -> service(directory.resolve("segue-trainer.jar")))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("trainer is not built")
                .hasMessageContaining(directory.toString());
    }

    @Test
    void shouldLookForTheJarOfABuildFromWhereverItRuns() {
        assertThat(Service.builtJar("trainer"))
                .isAbsolute()
                .endsWith(Path.of("trainer", "target", "segue-trainer.jar"));
    }
}
