package dev.segue.segmenter.service;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Down once the streams have failed for good, so that only another start helps. Who waits or restores is alive. */
@Singleton
@Liveness
final class SegmenterLiveness implements HealthIndicator {
    private final SegmenterService segmenter;

    SegmenterLiveness(SegmenterService segmenter) {
        this.segmenter = segmenter;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.just(HealthResult.builder("alive", segmenter.hasFailed() ? HealthStatus.DOWN : HealthStatus.UP)
                .build());
    }
}
