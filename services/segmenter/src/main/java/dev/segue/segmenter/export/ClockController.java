package dev.segue.segmenter.export;

import dev.segue.segmenter.live.ClockMode;
import dev.segue.segmenter.service.Problem;
import dev.segue.segmenter.service.SegmenterConfig;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/** Serves the clock that customers' ages go by. */
@Controller
final class ClockController {
    private final LiveStores stores;
    private final ClockMode mode;

    ClockController(LiveStores stores, SegmenterConfig config) {
        this.stores = stores;
        this.mode = config.clock();
    }

    /**
     * What is now.
     *
     * @return 503 with Retry-After while the stores are not open
     */
    @Get("/clock")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> clock() {
        try {
            long now = stores.now();
            return HttpResponse.ok(
                    new Clock(mode.name().toLowerCase(Locale.ROOT), now == 0 ? null : Instant.ofEpochMilli(now)));
        } catch (InvalidStateStoreException e) {
            return Problem.notNow("the stores are not open: " + e.getMessage());
        }
    }

    /**
     * What is now.
     *
     * @param mode {@code event} or {@code wall}
     * @param now null on event time before the first event
     */
    @Serdeable
    record Clock(String mode, @Nullable Instant now) {}
}
