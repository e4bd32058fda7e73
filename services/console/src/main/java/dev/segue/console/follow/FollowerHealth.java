package dev.segue.console.follow;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import org.reactivestreams.Publisher;

/** Up once the console has read what was there when it started: before, it would show a part as if it were all. */
@Singleton
@Readiness
final class FollowerHealth implements HealthIndicator {
    private final TopicFollower follower;

    FollowerHealth(TopicFollower follower) {
        this.follower = follower;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(HealthResult.builder("topics", follower.caughtUp() ? HealthStatus.UP : HealthStatus.DOWN)
                .details(Map.of("detail", Objects.requireNonNullElse(follower.trouble(), "reading")))
                .build());
    }
}
