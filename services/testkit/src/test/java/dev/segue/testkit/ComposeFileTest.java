package dev.segue.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

class ComposeFileTest {
    private final ComposeFile file = ComposeFile.ofTheProject();

    @Test
    void shouldNameTheBrokerThatTheLocalStackRunsToo() {
        assertThat(file.image("kafka")).isEqualTo("apache/kafka:" + AppInfoParser.getVersion());
    }

    @Test
    void shouldNameTheRegistryThatTheLocalStackRunsToo() {
        assertThat(file.image("registry")).isEqualTo("apicurio/apicurio-registry:" + System.getProperty("apicurio"));
    }

    @Test
    void shouldTakeDefaultsOfVariables() {
        assertThat(file.image("prometheus")).matches("prom/prometheus:v[0-9.]+");
    }

    @Test
    void shouldSayWhichServiceHasNoImage() {
        assertThatThrownBy(() -> file.image("no-such-service"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("docker-compose.yml has no service no-such-service with an image");
    }
}
