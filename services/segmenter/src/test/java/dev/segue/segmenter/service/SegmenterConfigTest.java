package dev.segue.segmenter.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.segmenter.live.ClockMode;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmenterConfigTest {
    @Test
    void shouldHaveDefaults() {
        SegmenterConfig config = config(Map.of());

        assertThat(config)
                .isEqualTo(new SegmenterConfig(
                        "segue.",
                        null,
                        "GBP",
                        ClockMode.WALL,
                        new SegmenterConfig.Segmenter(
                                2,
                                "segmenter-state",
                                Duration.ofDays(180),
                                Duration.ofMinutes(5),
                                Duration.ofSeconds(5),
                                200,
                                256,
                                50_000,
                                null,
                                null)));
        assertThat(config.applicationId()).isEqualTo("segue.segmenter");
        assertThat(config.topics()).isEqualTo(new TopicCatalogue("segue.", "segue."));
    }

    @Test
    void shouldTakeEveryProperty() {
        assertThat(config(Map.ofEntries(
                        Map.entry("segue.prefix", "shop."),
                        Map.entry("segue.input-prefix", "all."),
                        Map.entry("segue.currency", "EUR"),
                        Map.entry("segue.clock", "event"),
                        Map.entry("segue.segmenter.threads", 4),
                        Map.entry("segue.segmenter.state-dir", "/var/segue"),
                        Map.entry("segue.segmenter.half-life", "30d"),
                        Map.entry("segue.segmenter.future-tolerance", "1h"),
                        Map.entry("segue.segmenter.snapshot-interval", "2s"),
                        Map.entry("segue.segmenter.snapshots-per-second", 50),
                        Map.entry("segue.segmenter.rocksdb-megabytes", 64),
                        Map.entry("segue.segmenter.customers-in-memory", 1000),
                        Map.entry("segue.segmenter.advertised-host", "segmenter-1.shop"),
                        Map.entry("segue.segmenter.advertised-port", 80))))
                .isEqualTo(new SegmenterConfig(
                        "shop.",
                        "all.",
                        "EUR",
                        ClockMode.EVENT,
                        new SegmenterConfig.Segmenter(
                                4,
                                "/var/segue",
                                Duration.ofDays(30),
                                Duration.ofHours(1),
                                Duration.ofSeconds(2),
                                50,
                                64,
                                1_000,
                                "segmenter-1.shop",
                                "80")));
    }

    @ParameterizedTest
    @CsvSource({
        "segue.currency, pounds, segue.currency must be an ISO 4217 code",
        "segue.segmenter.threads, 0, segue.segmenter.threads must be 1 or more",
        "segue.segmenter.half-life, 0s, segue.segmenter.half-life must be longer than",
        "segue.segmenter.future-tolerance, -1s, segue.segmenter.future-tolerance must not be negative",
        "segue.segmenter.snapshot-interval, -1s, segue.segmenter.snapshot-interval must not be negative",
        "segue.segmenter.snapshots-per-second, 0, segue.segmenter.snapshots-per-second must be 1 or more",
        "segue.segmenter.rocksdb-megabytes, 15, segue.segmenter.rocksdb-megabytes must be 16 or more",
        "segue.segmenter.customers-in-memory, -1, segue.segmenter.customers-in-memory must be 0 or more",
        "segue.segmenter.advertised-host, http://me, segue.segmenter.advertised-host must be a name or an address",
        "segue.segmenter.advertised-host, me:8082, segue.segmenter.advertised-host must be a name or an address",
        "segue.segmenter.advertised-port, 0, segue.segmenter.advertised-port must be 1 to 65535",
        "segue.segmenter.advertised-port, http, segue.segmenter.advertised-port must be 1 to 65535"
    })
    void shouldRefuseWhatCannotBe(String property, String value, String says) {
        assertThatThrownBy(() -> config(Map.of(property, value)))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasStackTraceContaining(says);
    }

    /** The default in its place would be worse than none. */
    @ParameterizedTest
    @CsvSource({
        "segue.clock, evnt",
        "segue.segmenter.threads, two",
        "segue.segmenter.half-life, long",
        "segue.segmenter.future-tolerance, 5 minutes or so",
        "segue.segmenter.snapshot-interval, often",
        "segue.segmenter.snapshots-per-second, 1e3",
        "segue.segmenter.rocksdb-megabytes, 256MB",
        "segue.segmenter.customers-in-memory, all"
    })
    void shouldRefuseWhatIsOfAnotherType(String property, String value) {
        assertThatThrownBy(() -> config(Map.of(property, value)))
                .hasStackTraceContaining(
                        "Error resolving property value [%s]. Unable to convert value [%s]".formatted(property, value));
    }

    private static SegmenterConfig config(Map<String, Object> properties) {
        // The test's own environment is left out: it may have a SEGUE_HOME, say.
        try (ApplicationContext context = ApplicationContext.builder(properties)
                .environmentPropertySource(false)
                .properties(Map.of("micronaut.health.monitor.enabled", false))
                .start()) {
            return context.getBean(SegmenterConfig.class);
        }
    }
}
