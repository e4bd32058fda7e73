package dev.segue.segmenter.cluster;

import dev.segue.segmenter.live.ClockMode;
import dev.segue.segmenter.service.SegmenterConfig;
import io.micronaut.core.type.Argument;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What is now, for all customers of all instances alike. Thread-safe. */
@Singleton
public final class Clocks {
    /** Where an instance tells what it knows, under {@link Peers#PARTS}. */
    public static final String PATH = "/clock";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ClockMode mode;
    private final Gathering gathering;
    private final LiveStores stores;

    Clocks(SegmenterConfig config, Gathering gathering, LiveStores stores) {
        this.mode = config.clock();
        this.gathering = gathering;
        this.stores = stores;
    }

    /** {@code event} or {@code wall}. */
    public ClockMode mode() {
        return mode;
    }

    /**
     * What is now, epoch milliseconds: on event time the latest of the clocks of all tasks, 0 before any event. Asks other
     * instances, so it blocks.
     *
     * @throws NotNowException where one of them is missing
     */
    public long now() {
        if (mode == ClockMode.WALL) {
            return System.currentTimeMillis();
        }
        return gathering.ask(stores::clock, PATH, null, PATIENCE, Argument.of(ClockPart.class)).stream()
                .mapToLong(ClockPart::now)
                .max()
                .orElse(0);
    }
}
