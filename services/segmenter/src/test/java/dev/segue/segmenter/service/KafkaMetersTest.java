package dev.segue.segmenter.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaMetersTest {
    @ParameterizedTest
    @CsvSource({
        "kafka.stream.state.estimate.num.keys, true",
        "kafka.stream.state.put.latency.avg, false",
        "kafka.stream.state.updater.idle.ratio, true",
        "kafka.stream.processor.node.record.e2e.latency.max, false",
        "kafka.stream.thread.commit.ratio, true",
        "kafka.consumer.fetch.manager.records.lag, true",
        "kafka.consumer.fetch.manager.records.lag.max, true",
        "kafka.consumer.fetch.manager.records.lead.min, false",
        "kafka.consumer.coordinator.rebalance.total, true",
        "segue.events, true"
    })
    void shouldPublishOfWhatThereIsForEachStoreAndPartitionOnlyWhatIsLookedAt(String name, boolean published) {
        // Given
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        registry.config().meterFilter(new KafkaMeters());

        // When
        registry.counter(name);

        // Then
        assertThat(registry.find(name).meter() != null).isEqualTo(published);
    }
}
