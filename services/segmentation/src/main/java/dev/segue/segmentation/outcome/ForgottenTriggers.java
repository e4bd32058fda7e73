package dev.segue.segmentation.outcome;

import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many of a customer's triggers are no longer followed, by {@link ArmKey#side()}, so that a later one knows the
 * how-manyeth it is. Mutable; one thread.
 */
final class ForgottenTriggers {
    /** Of how many sides is remembered; of more, those of the fewest triggers are begun anew. */
    static final int MOST_SIDES = 128;

    private static final Count NONE = new Count(0, 0);

    private final TreeMap<Integer, Count> sides = new TreeMap<>();

    /**
     * Triggers of one side.
     *
     * @param triggers how many
     * @param squares what {@link TriggerOutcome#squares()} adds up to
     */
    record Count(long triggers, long squares) {
        Count plus(Count other) {
            return new Count(triggers + other.triggers, squares + other.squares);
        }

        Count plus(TriggerOutcome outcome) {
            return new Count(triggers + 1, squares + outcome.squares());
        }

        /** By how much the squares fall short of the square of how many triggers there are. */
        long missing() {
            return triggers * triggers - squares;
        }
    }

    Count of(int side) {
        return sides.getOrDefault(side, NONE);
    }

    void add(int side, TriggerOutcome outcome) {
        sides.put(side, of(side).plus(outcome));
        limit();
    }

    /** Takes in those of another customer who turned out to be this one. */
    void merge(ForgottenTriggers other) {
        other.sides.forEach((side, count) -> sides.merge(side, count, Count::plus));
        limit();
    }

    private void limit() {
        while (sides.size() > MOST_SIDES) {
            sides.entrySet().stream()
                    .min(Comparator.comparingLong(side -> side.getValue().triggers()))
                    .map(Map.Entry::getKey)
                    .ifPresent(sides::remove);
        }
    }

    /** Writes it; one octet where there are none. */
    void write(StateWriter out) {
        out.count(sides.size());
        sides.forEach((side, count) -> {
            out.whole(Integer.toUnsignedLong(side));
            out.whole(count.triggers);
            out.whole(count.squares);
        });
    }

    /** Reads what {@link #write} wrote. */
    static ForgottenTriggers read(StateReader in) {
        ForgottenTriggers forgotten = new ForgottenTriggers();
        for (int left = in.count(); left > 0; left--) {
            forgotten.sides.put((int) in.whole(), new Count(in.whole(), in.whole()));
        }
        return forgotten;
    }
}
