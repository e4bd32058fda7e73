package dev.segue.segmenter.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.segmenter.cluster.ClockPart;
import dev.segue.segmenter.cluster.Clocks;
import dev.segue.segmenter.cluster.LiveStores;
import dev.segue.segmenter.cluster.Peers;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Serves the clock that customers' ages go by. */
@Controller
final class ClockController {
    private final Clocks clocks;
    private final LiveStores stores;

    ClockController(Clocks clocks, LiveStores stores) {
        this.clocks = clocks;
        this.stores = stores;
    }

    /**
     * What is now.
     *
     * @return 503 with Retry-After while not all instances can tell
     */
    @Get("/clock")
    @ExecuteOn(TaskExecutors.BLOCKING)
    Clock clock() {
        long now = clocks.now();
        return new Clock(clocks.mode().name().toLowerCase(Locale.ROOT), now == 0 ? null : Instant.ofEpochMilli(now));
    }

    /** What is now as far as this instance knows, for another one. */
    @Get(Peers.PARTS + Clocks.PATH)
    @ExecuteOn(TaskExecutors.BLOCKING)
    ClockPart own() {
        return stores.clock();
    }

    /**
     * What is now.
     *
     * @param mode {@code event} or {@code wall}
     * @param now null on event time before the first event
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Clock(String mode, @Nullable Instant now) {}
}
