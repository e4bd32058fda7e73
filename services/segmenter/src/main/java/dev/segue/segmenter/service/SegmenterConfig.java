package dev.segue.segmenter.service;

import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.segmenter.live.ClockMode;
import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;
import java.util.Currency;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the segmenter runs; properties under {@code segue}, each also settable by an environment variable such as
 * {@code SEGUE_CURRENCY}.
 *
 * @param prefix put before topic names, group, transactional and client ids
 * @param inputPrefix put before the names of input topics instead; null for the same
 * @param currency ISO 4217 code all purchases must be in
 * @param clock what "now" is: {@code event} or {@code wall}
 * @param segmenter further settings
 */
@ConfigurationProperties("segue")
public record SegmenterConfig(
        String prefix, @Nullable String inputPrefix, String currency, ClockMode clock, Segmenter segmenter) {

    /**
     * @throws IllegalArgumentException when the currency is not a code of ISO 4217
     */
    public SegmenterConfig {
        try {
            Currency.getInstance(currency);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "segue.currency must be an ISO 4217 code such as GBP, not '%s'".formatted(currency), e);
        }
    }

    /** The topics by their names. */
    public TopicCatalogue topics() {
        return new TopicCatalogue(prefix, Objects.requireNonNullElse(inputPrefix, prefix));
    }

    /** Kafka Streams' application id, which is the consumer group and the start of transactional ids too. */
    public String applicationId() {
        return prefix + "segmenter";
    }

    /**
     * Further settings.
     *
     * @param threads stream threads, 1 or more
     * @param stateDir directory of the local state
     * @param halfLife in which the weight of a past event halves
     * @param futureTolerance how far ahead of the wall clock an event may be dated
     * @param snapshotInterval least time between two publications of one customer's features
     * @param snapshotsPerSecond most publications of features a second and task
     * @param rocksdbMegabytes memory that RocksDB takes outside the heap, for all stores together; 16 or more
     * @param customersInMemory how many customers' states a task keeps in memory beside RocksDB at most; 0 for none
     * @param advertisedHost name or address that other instances reach this one's HTTP server by; null for where it listens
     * @param advertisedPort the port that goes with it, 1 to 65535; null for where it listens
     */
    @ConfigurationProperties("segmenter")
    public record Segmenter(
            int threads,
            String stateDir,
            Duration halfLife,
            Duration futureTolerance,
            Duration snapshotInterval,
            int snapshotsPerSecond,
            int rocksdbMegabytes,
            int customersInMemory,
            @Nullable String advertisedHost,
            @Nullable String advertisedPort) {
        private static final int HIGHEST_PORT = 65_535;

        /** Of IPv6 addresses too, with or without a zone. */
        private static final Pattern HOST = Pattern.compile("[0-9A-Za-z._%-]+|[0-9A-Fa-f:.]+(%[0-9A-Za-z._-]+)?");

        /**
         * @throws IllegalArgumentException naming the property and what would be right
         */
        public Segmenter {
            if (threads < 1) {
                throw new IllegalArgumentException("segue.segmenter.threads must be 1 or more, not " + threads);
            }
            if (halfLife.toMillis() < 1) {
                throw new IllegalArgumentException(
                        "segue.segmenter.half-life must be longer than nothing, such as 180d, not " + halfLife);
            }
            if (futureTolerance.isNegative()) {
                throw new IllegalArgumentException(
                        "segue.segmenter.future-tolerance must not be negative, but is " + futureTolerance);
            }
            if (snapshotInterval.isNegative()) {
                throw new IllegalArgumentException(
                        "segue.segmenter.snapshot-interval must not be negative, but is " + snapshotInterval);
            }
            if (snapshotsPerSecond < 1) {
                throw new IllegalArgumentException(
                        "segue.segmenter.snapshots-per-second must be 1 or more, not " + snapshotsPerSecond);
            }
            if (rocksdbMegabytes < 16) {
                throw new IllegalArgumentException(
                        "segue.segmenter.rocksdb-megabytes must be 16 or more, not " + rocksdbMegabytes);
            }
            if (customersInMemory < 0) {
                throw new IllegalArgumentException(
                        "segue.segmenter.customers-in-memory must be 0 or more, not " + customersInMemory);
            }
            if (advertisedHost != null && !HOST.matcher(advertisedHost).matches()) {
                throw new IllegalArgumentException(
                        "segue.segmenter.advertised-host must be a name or an address, without scheme, port or path, not '%s'"
                                .formatted(advertisedHost));
            }
            if (advertisedPort != null && !isPort(advertisedPort)) {
                throw new IllegalArgumentException(
                        "segue.segmenter.advertised-port must be 1 to 65535, not " + advertisedPort);
            }
        }

        private static boolean isPort(String port) {
            try {
                int number = Integer.parseInt(port);
                return number > 0 && number <= HIGHEST_PORT;
            } catch (NumberFormatException e) {
                return false;
            }
        }
    }
}
