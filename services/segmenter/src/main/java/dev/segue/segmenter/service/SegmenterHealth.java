package dev.segue.segmenter.service;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Up while the streams run; down while they wait, restore, rebalance or have failed. */
@Singleton
@Readiness
final class SegmenterHealth implements HealthIndicator {
    private final SegmenterService segmenter;

    SegmenterHealth(SegmenterService segmenter) {
        this.segmenter = segmenter;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        String state = segmenter.state();
        boolean up = state.equals(KafkaStreams.State.RUNNING.name());
        return Mono.just(HealthResult.builder("streams", up ? HealthStatus.UP : HealthStatus.DOWN)
                .details(Map.of("state", state))
                .build());
    }
}
