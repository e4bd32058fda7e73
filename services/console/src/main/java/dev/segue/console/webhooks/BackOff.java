package dev.segue.console.webhooks;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next attempt: between half and the whole of 1 s, 2 s, 4 s and so on up to 5 min, by chance, so that messages
 * that failed together do not all come again together.
 *
 * @param chance numbers from 0 to below 1
 */
record BackOff(DoubleSupplier chance) {
    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofMinutes(5);

    /** A receiver may ask for more patience than our own, but not for so much that nobody would notice it is mistaken. */
    static final Duration LONGEST_ASKED_FOR = Duration.ofHours(1);

    private static final int DOUBLINGS = 9;

    /**
     * A pause.
     *
     * @param failures attempts that failed so far, 1 or more
     * @param askedFor what the receiver asked to wait; null where it did not
     */
    Duration pause(int failures, @Nullable Duration askedFor) {
        Duration whole = FIRST.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
        if (whole.compareTo(LONGEST) > 0) {
            whole = LONGEST;
        }
        Duration pause = Duration.ofMillis((long) (whole.toMillis() * (0.5 + chance.getAsDouble() / 2)));
        if (askedFor == null || askedFor.compareTo(pause) <= 0) {
            return pause;
        }
        return askedFor.compareTo(LONGEST_ASKED_FOR) > 0 ? LONGEST_ASKED_FOR : askedFor;
    }
}
