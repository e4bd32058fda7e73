package dev.segue.segmenter.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.segmenter.live.ClockMode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsSettingsTest {
    private static final Map<String, String> BROKER = Map.of("bootstrap.servers", "broker:9092");
    private static final RocksDbMemory MEMORY = new RocksDbMemory(16);
    private static final SegmenterMetrics METRICS = new SegmenterMetrics(new SimpleMeterRegistry());
    private static final HostInfo HERE = new HostInfo("10.1.2.3", 8082);

    @Test
    void shouldRunExactlyOnceUnderThePrefix() {
        Properties settings = StreamsSettings.of(config(3), BROKER, "shop.inputs.v1.dlq", MEMORY, METRICS, HERE);

        assertThat(settings)
                .containsEntry("application.id", "shop.segmenter")
                .containsEntry("bootstrap.servers", "broker:9092")
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("application.server", "10.1.2.3:8082")
                .containsEntry("num.stream.threads", 3)
                .containsEntry("state.dir", "/var/segue")
                .containsEntry("auto.offset.reset", "earliest")
                .containsEntry("processing.exception.handler", UnexpectedFailures.class)
                .containsEntry(UnexpectedFailures.TOPIC, "shop.inputs.v1.dlq")
                .containsEntry("compression.type", "lz4");
    }

    @Test
    void shouldBeWhatKafkaStreamsTakes() {
        StreamsConfig config = new StreamsConfig(StreamsSettings.of(config(1), BROKER, "dlq", MEMORY, METRICS, HERE));

        assertThat(config.getMainConsumerConfigs("g", "c", 0)).containsEntry("isolation.level", "read_committed");
    }

    @Test
    void shouldLetATransactionOutlastTheRestartOfARegistryUnlessTheUserWantsOtherwise() {
        assertThat(producer(BROKER)).containsEntry("transaction.timeout.ms", 60_000);
        assertThat(producer(Map.of("bootstrap.servers", "broker:9092", "transaction.timeout.ms", "20000")))
                .containsEntry("transaction.timeout.ms", "20000");
    }

    private static Map<String, Object> producer(Map<String, String> kafka) {
        return new StreamsConfig(StreamsSettings.of(config(1), kafka, "dlq", MEMORY, METRICS, HERE))
                .getProducerConfigs("c");
    }

    @Test
    void shouldPassOnWhatTheUserGaveAndLetItWinOverDefaults() {
        Properties settings = StreamsSettings.of(
                config(1),
                Map.of("bootstrap.servers", "broker:9093", "security.protocol", "SSL", "compression.type", "zstd"),
                "dlq",
                MEMORY,
                METRICS,
                HERE);

        assertThat(settings).containsEntry("security.protocol", "SSL").containsEntry("compression.type", "zstd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application.id",
                "application.server",
                "processing.guarantee",
                "num.stream.threads",
                "state.dir",
                "auto.offset.reset",
                "processing.exception.handler",
                "rocksdb.config.setter"
            })
    void shouldRefuseWhatIsSeguesOwn(String reserved) {
        assertThatThrownBy(() -> StreamsSettings.of(config(1), Map.of(reserved, "x"), "dlq", MEMORY, METRICS, HERE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kafka." + reserved);
    }

    static SegmenterConfig config(int threads) {
        return new SegmenterConfig(
                "shop.",
                null,
                "GBP",
                ClockMode.EVENT,
                new SegmenterConfig.Segmenter(
                        threads,
                        "/var/segue",
                        Duration.ofDays(90),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(5),
                        500,
                        16,
                        0,
                        null,
                        null));
    }
}
