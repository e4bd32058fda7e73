package dev.segue.segmenter.instances;

import java.util.Collection;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.kafka.common.Metric;
import org.jspecify.annotations.Nullable;

/**
 * What Kafka Streams measures of itself.
 *
 * @param clientId the instance's client id; null where nothing tells it
 * @param stateBytes what the stores take on disk and in write buffers
 * @param commitLatencyMs how long a commit takes on average, of the slowest thread; null before any
 * @param processRate records a second, of all threads
 */
record Figures(
        @Nullable String clientId,
        long stateBytes,
        @Nullable Double commitLatencyMs,
        double processRate) {
    private static final String CLIENT = "stream-metrics";
    private static final String THREADS = "stream-thread-metrics";
    private static final String STORES = "stream-state-metrics";
    private static final Set<String> BYTES = Set.of("total-sst-files-size", "size-all-mem-tables");

    static Figures of(Collection<? extends Metric> metrics) {
        DoubleStream latencies = values(metrics, THREADS, "commit-latency-avg").filter(value -> !Double.isNaN(value));
        return new Figures(
                metrics.stream()
                        .filter(metric -> metric.metricName().group().equals(CLIENT))
                        .map(metric -> metric.metricName().tags().get("client-id"))
                        .findFirst()
                        .orElse(null),
                (long) BYTES.stream()
                        .flatMapToDouble(name -> values(metrics, STORES, name))
                        .sum(),
                boxed(latencies),
                values(metrics, THREADS, "process-rate").sum());
    }

    private static @Nullable Double boxed(DoubleStream latencies) {
        OptionalDouble slowest = latencies.max();
        return slowest.isPresent() ? (Double) slowest.getAsDouble() : null;
    }

    private static DoubleStream values(Collection<? extends Metric> metrics, String group, String name) {
        Stream<? extends Metric> named = metrics.stream()
                .filter(metric -> metric.metricName().name().equals(name)
                        && metric.metricName().group().equals(group));
        return named.map(Metric::metricValue)
                .filter(Number.class::isInstance)
                .mapToDouble(value -> ((Number) value).doubleValue());
    }
}
