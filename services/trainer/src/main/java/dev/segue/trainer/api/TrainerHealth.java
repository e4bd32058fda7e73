package dev.segue.trainer.api;

import dev.segue.trainer.Trainer;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import org.reactivestreams.Publisher;

/** Up while both topics can be read and no other trainer has taken over. */
@Singleton
@Readiness
final class TrainerHealth implements HealthIndicator {
    private final Trainer trainer;

    TrainerHealth(Trainer trainer) {
        this.trainer = trainer;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        Map<String, String> details = new TreeMap<>();
        boolean[] up = {true};
        trainer.readers().forEach((what, status) -> {
            details.put(what, status.detail());
            up[0] &= status.up();
        });
        if (trainer.fenced()) {
            details.put("publisher", "another trainer has taken over");
            up[0] = false;
        }
        return Publishers.just(HealthResult.builder("trainer", up[0] ? HealthStatus.UP : HealthStatus.DOWN)
                .details(details)
                .build());
    }
}
