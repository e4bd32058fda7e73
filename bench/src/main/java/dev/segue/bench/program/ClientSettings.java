package dev.segue.bench.program;

import dev.segue.segmenter.live.ClockMode;
import dev.segue.segmenter.service.RocksDbMemory;
import dev.segue.segmenter.service.SegmenterConfig;
import dev.segue.segmenter.service.StreamsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/** The segmenter's own settings, for the programs it is compared with: all are to run on the same ones. */
final class ClientSettings {
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
                                0)),
                Map.of("bootstrap.servers", bootstrapServers),
                "unused",
                new RocksDbMemory(RocksDbMemory.DEFAULT_MEGABYTES));
    }
}
