package dev.segue.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How simulated time runs: a day a second, from a moment in the past that lets it end at about now. It never passes the
 * wall clock, as events from the future would be refused: once it has caught up, it runs with it.
 *
 * @param opening when the shop opens
 * @param live where its history ends and the show begins
 * @param wall the wall clock
 */
record DemoPace(Instant opening, Instant live, InstantSource wall) {
    private static final long SIMULATED_A_SECOND = Duration.ofDays(1).toSeconds();
    /** A show without an end is begun as if it took so long. */
    private static final Duration OPEN_END = Duration.ofHours(1);

    /**
     * A pace that ends now, or a little before.
     *
     * @param history simulated time before the show
     * @param show how long the show takes, or zero for a show without an end
     */
    static DemoPace endingNow(InstantSource wall, Duration history, Duration show) {
        Duration shown = show.isZero() ? OPEN_END : show;
        Instant live = wall.instant().minus(shown.multipliedBy(SIMULATED_A_SECOND));
        return new DemoPace(live.minus(history), live, wall);
    }

    /** The simulated moment, so long after the show began. */
    Instant at(Duration sinceLive) {
        Instant simulated = live.plus(sinceLive.multipliedBy(SIMULATED_A_SECOND));
        Instant now = wall.instant();
        return simulated.isBefore(now) ? simulated : now;
    }
}
