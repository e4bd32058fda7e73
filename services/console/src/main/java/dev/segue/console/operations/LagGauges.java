package dev.segue.console.operations;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Objects;

/** The segmenter's lag as gauges, a series a partition, under the names that Kafka's exporters gave them. */
final class LagGauges {
    private final String group;
    private final MultiGauge records;
    private final MultiGauge seconds;

    LagGauges(String group, MeterRegistry meters) {
        this.group = group;
        this.records = MultiGauge.builder("kafka.consumergroup.lag")
                .description("Records of the partition that the group has not committed yet")
                .register(meters);
        this.seconds = MultiGauge.builder("kafka.consumergroup.lag.seconds")
                .description("For how long the first of them has been there, as far as the console has seen")
                .baseUnit("seconds")
                .register(meters);
    }

    /**
     * Shows the lag.
     *
     * @param seen for how many seconds the console has been looking: who is behind for longer than can be told is so for that long at
     *     least
     */
    void known(List<PartitionLag> lags, double seen) {
        records.register(
                lags.stream()
                        .map(lag -> MultiGauge.Row.of(tags(lag), lag.records()))
                        .toList(),
                true);
        seconds.register(
                lags.stream()
                        .map(lag -> MultiGauge.Row.of(tags(lag), Objects.requireNonNullElse(lag.seconds(), seen)))
                        .toList(),
                true);
    }

    /** Shows none: what was known may not hold any more. */
    void unknown() {
        records.register(List.of(), true);
        seconds.register(List.of(), true);
    }

    private Tags tags(PartitionLag lag) {
        return Tags.of("consumergroup", group, "topic", lag.topic(), "partition", Integer.toString(lag.partition()));
    }
}
