package dev.segue.segmentation.outcome;

import dev.segue.segmentation.features.EventIds;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.util.Comparator;

/**
 * A trigger whose outcome is followed.
 *
 * @param id fingerprint of its id
 * @param arm where it is counted
 * @param at event time, epoch milliseconds
 * @param window for how long after it purchases are put down to it, milliseconds, more than zero
 */
public record Trigger(long id, ArmKey arm, long at, long window) {
    /** By time; the id decides among those of one moment, so that it does not matter which came first. */
    static final Comparator<Trigger> BY_TIME =
            Comparator.comparingLong(Trigger::at).thenComparingLong(Trigger::id);

    public Trigger {
        if (window <= 0) {
            throw new IllegalArgumentException("window must be more than 0 milliseconds, not " + window);
        }
    }

    /** A trigger by its id as it is published. */
    public static Trigger of(String id, ArmKey arm, long at, long window) {
        return new Trigger(EventIds.fingerprint(id), arm, at, window);
    }

    /**
     * Whether something at a moment may have come of it: after it, for what happened at the same moment may have caused it,
     * and not after the window.
     */
    boolean covers(long moment) {
        return moment > at && moment - at <= window;
    }

    void write(StateWriter out) {
        out.fixed(id);
        arm.write(out);
        out.signed(at);
        out.whole(window);
    }

    static Trigger read(StateReader in) {
        return new Trigger(in.fixed(), ArmKey.read(in), in.signed(), in.whole());
    }
}
