package dev.segue.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.cli.CommandFailure;
import dev.segue.localstack.Home;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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

    @Test
    void shouldBeThoseOfTheStackElsewhereThatIsNamed() {
        // Given
        Map<String, String> variables = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "kafka:19092",
                "SCHEMA_REGISTRY_URL", "http://registry:8080/apis/ccompat/v7",
                "SEGUE_SEGMENTER_URL", "http://segmenter-1:8082",
                "SEGUE_TRAINER_URL", "http://trainer:8083");
        variables.forEach(System::setProperty);
        try {
            // When, Then
            assertThat(Endpoints.configured())
                    .extracting(
                            Endpoints::bootstrapServers,
                            Endpoints::registryUrl,
                            Endpoints::segmenter,
                            Endpoints::trainer)
                    .containsExactly(
                            "kafka:19092",
                            "http://registry:8080/apis/ccompat/v7",
                            URI.create("http://segmenter-1:8082"),
                            URI.create("http://trainer:8083"));
            assertThat(Endpoints.configured().security().kafka()).isEmpty();

            // When one is none, or there is none
            System.setProperty("SEGUE_TRAINER_URL", "trainer:8083");
            assertThatThrownBy(Endpoints::configuredTrainer)
                    .isInstanceOf(CommandFailure.class)
                    .hasMessage("SEGUE_TRAINER_URL 'trainer:8083' must be a base address, such as http://trainer:8083");
            System.clearProperty("SEGUE_SEGMENTER_URL");
            assertThatThrownBy(Endpoints::configured)
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("SEGUE_SEGMENTER_URL must be set");
        } finally {
            variables.keySet().forEach(System::clearProperty);
        }
    }

    @Test
    void shouldTakeWhatProvesWhoOneIsFromVariablesAndPrintNoneOfIt() {
        // Given
        Map<String, String> variables = Map.of(
                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "KAFKA_SASL_JAAS_CONFIG", "a secret",
                "KAFKA_SSL_TRUSTSTORE_LOCATION", "/ca.crt",
                "KAFKA_RETRIES", "7",
                "SCHEMA_REGISTRY_BASIC_AUTH_USER_INFO", "anna:another secret");

        // When
        Security security = Security.of(name -> Optional.ofNullable(variables.get(name)));

        // Then
        assertThat(security.kafka())
                .isEqualTo(Map.of(
                        "security.protocol", "SASL_SSL",
                        "sasl.jaas.config", "a secret",
                        "ssl.truststore.location", "/ca.crt"));
        assertThat(security.registry())
                .containsEntry("basic.auth.user.info", "anna:another secret")
                .containsEntry("basic.auth.credentials.source", "USER_INFO");
        assertThat(security.toString()).contains("sasl.jaas.config").doesNotContain("secret");
    }
}
