package dev.segue.bench.program;

import dev.segue.segmenter.live.ClockMode;
import dev.segue.segmenter.service.RocksDbMemory;
import dev.segue.segmenter.service.SegmenterConfig;
import dev.segue.segmenter.service.SegmenterMetrics;
import dev.segue.segmenter.service.StreamsSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.state.HostInfo;

/** The segmenter's own settings, for the programs it is compared with: all are to run on the same ones. */
final class ClientSettings {
    /** The programs have no HTTP server. */
    private static final HostInfo NOBODY_ASKS = new HostInfo("127.0.0.1", 9);

    private ClientSettings() {}

    /**
     * The settings of Kafka Streams that the segmenter has.
     *
     * @param applicationId prefix of the application id, of which {@link #group} makes the whole
     */
    static Properties streams(String bootstrapServers, String applicationId, int threads, Path stateDir) {
        return StreamsSettings.of(
                new SegmenterConfig(
                        applicationId,
                        null,
                        "GBP",
                        ClockMode.WALL,
                        new SegmenterConfig.Segmenter(
                                threads,
                                stateDir.toString(),
                                Duration.ofDays(180),
                                Duration.ZERO,
                                Duration.ZERO,
                                1,
                                RocksDbMemory.DEFAULT_MEGABYTES,
                                0,
                                null,
                                null)),
                Map.of("bootstrap.servers", bootstrapServers),
                "unused",
                new RocksDbMemory(RocksDbMemory.DEFAULT_MEGABYTES),
                new SegmenterMetrics(new SimpleMeterRegistry()),
                NOBODY_ASKS);
    }
}
