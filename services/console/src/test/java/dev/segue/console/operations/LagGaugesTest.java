package dev.segue.console.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class LagGaugesTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LagGauges gauges = new LagGauges("segue.segmenter", meters);

    @Test
    void shouldTellTheLagOfEachPartition() {
        // When
        gauges.known(
                List.of(
                        new PartitionLag("purchases", 0, 100, 90L, 10, 1.5),
                        new PartitionLag("purchases", 1, 100, null, 100, null)),
                42);

        // Then
        assertThat(value("kafka.consumergroup.lag", "0")).isEqualTo(10);
        assertThat(value("kafka.consumergroup.lag.seconds", "0")).isEqualTo(1.5);
        assertThat(value("kafka.consumergroup.lag", "1")).isEqualTo(100);
        assertThat(value("kafka.consumergroup.lag.seconds", "1"))
                .as("as long as was looked")
                .isEqualTo(42);

        // When it moves on
        gauges.known(List.of(new PartitionLag("purchases", 0, 100, 100L, 0, 0.0)), 43);

        // Then
        assertThat(value("kafka.consumergroup.lag", "0")).isZero();
    }

    @Test
    void shouldTellNothingThatMayNotHoldAnyMore() {
        // Given
        gauges.known(List.of(new PartitionLag("purchases", 0, 100, 90L, 10, 1.5)), 42);

        // When
        gauges.unknown();

        // Then
        assertThat(meters.getMeters()).isEmpty();
    }

    private double value(String name, String partition) {
        return meters.get(name)
                .tags("consumergroup", "segue.segmenter", "topic", "purchases", "partition", partition)
                .gauge()
                .value();
    }
}
