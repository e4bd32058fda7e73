package dev.segue.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.spec.SegmentationSpec;
import dev.segue.spec.SpecReader;
import dev.segue.trainer.sample.TrainingClock;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.EnvironmentPropertySource;
import io.micronaut.context.env.MapPropertySource;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainerConfigurationTest {
    @Test
    void whatIsNotSetHasDefaults() {
        // When
        TrainerSettings settings = settings(Map.of());

        // Then
        assertThat(settings.kafka()).isEqualTo(Map.of("bootstrap.servers", "127.0.0.1:9092"));
        assertThat(settings.registryUrl()).isEqualTo("http://127.0.0.1:8081/apis/ccompat/v7");
        assertThat(settings.topics().prefix()).isEqualTo("segue.");
        assertThat(settings.clock()).isEqualTo(TrainingClock.WALL);
        assertThat(settings.sampleBound()).isEqualTo(20_000);
        assertThat(settings.interval()).isNull();
        assertThat(settings.specs()).extracting(SegmentationSpec::id).containsExactlyElementsOf(SpecReader.SHIPPED);
    }

    @Test
    void everySettingCanBeGivenInTheEnvironment() {
        // When
        TrainerSettings settings = settings(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "broker:9093",
                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "KAFKA_SASL_JAAS_CONFIG", "secret",
                "SCHEMA_REGISTRY_URL", "http://registry:8081",
                "SCHEMA_REGISTRY_BASIC_AUTH_USER_INFO", "user:password",
                "SEGUE_PREFIX", "shop.",
                "SEGUE_CLOCK", "event",
                "SEGUE_TRAINER_SAMPLE_BOUND", "5000",
                "SEGUE_TRAINER_INTERVAL", "20s",
                "SEGUE_TRAINER_SPECS", "value"));

        // Then
        assertThat(settings.kafka())
                .isEqualTo(Map.of(
                        "bootstrap.servers", "broker:9093",
                        "security.protocol", "SASL_SSL",
                        "sasl.jaas.config", "secret"));
        assertThat(settings.registryUrl()).isEqualTo("http://registry:8081");
        assertThat(settings.registry()).containsEntry("basic.auth.user.info", "user:password");
        assertThat(settings.topics().prefix()).isEqualTo("shop.");
        assertThat(settings.clock()).isEqualTo(TrainingClock.EVENT);
        assertThat(settings.sampleBound()).isEqualTo(5000);
        assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.specs()).extracting(SegmentationSpec::id).containsExactly("value");
    }

    @Test
    void refusesAClockThatIsNone() {
        assertThatThrownBy(() -> settings(Map.of("SEGUE_CLOCK", "moon")))
                .hasStackTraceContaining("segue.clock must be event or wall, not 'moon'");
    }

    @Test
    void refusesWhatIsOfAnotherType() {
        assertThatThrownBy(() -> settings(Map.of("SEGUE_TRAINER_SAMPLE_BOUND", "many")))
                .hasStackTraceContaining("Unable to convert value [many]");
        assertThatThrownBy(() -> settings(Map.of("SEGUE_TRAINER_INTERVAL", "often")))
                .hasStackTraceContaining("segue.trainer.interval must be a duration such as 20s or 6h, not 'often'");
    }

    private static TrainerSettings settings(Map<String, Object> variables) {
        try (ApplicationContext context = ApplicationContext.builder()
                .propertySources(new Variables(variables))
                .environmentPropertySource(false)
                .start()) {
            return context.getBean(TrainerSettings.class);
        }
    }

    /** Stands where the environment's variables stand. */
    private static final class Variables extends MapPropertySource {
        Variables(Map<String, Object> variables) {
            super("variables", variables);
        }

        @Override
        public PropertyConvention getConvention() {
            return PropertyConvention.ENVIRONMENT_VARIABLE;
        }

        @Override
        public int getOrder() {
            return EnvironmentPropertySource.POSITION;
        }
    }
}
