package dev.segue.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.localstack.Launch;
import dev.segue.localstack.Placement;
import dev.segue.localstack.PortSetting;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceTest {
    private static final Service SERVICE =
            new Service("trainer", "dev.segue.Example", PortSetting.anyFree("trainer"), List.of("-Xmx256m"));

    @Test
    void shouldTellTheServiceWhereEverythingIs() {
        // When
        Launch launch = SERVICE.launch(
                new Placement(Path.of("/home/data/trainer"), Map.of("kafka", 1001, "registry", 1002, "trainer", 1003)));

        // Then
        assertThat(launch.environment())
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1001")
                .containsEntry("SCHEMA_REGISTRY_URL", "http://127.0.0.1:1002/apis/ccompat/v7")
                .containsEntry("MICRONAUT_SERVER_HOST", "127.0.0.1")
                .containsEntry("MICRONAUT_SERVER_PORT", "1003")
                .containsEntry("SEGUE_DATA_DIR", "/home/data/trainer");
        assertThat(launch.mainClass()).isEqualTo("dev.segue.Example");
        assertThat(launch.jvmOptions()).containsExactly("-Xmx256m");
    }

    @Test
    void shouldRunOnThisProgramsClassPathFromWhereverItRuns() {
        // When
        Launch launch = SERVICE.launch(
                new Placement(Path.of("/home/data/trainer"), Map.of("kafka", 1001, "registry", 1002, "trainer", 1003)));

        // Then
        assertThat(launch.classPath())
                .isNotEmpty()
                .allMatch(entry -> Path.of(entry).isAbsolute());
    }

    @Test
    void shouldNeedBrokerAndRegistry() {
        assertThat(SERVICE.needs()).containsExactly("kafka", "registry");
    }
}
