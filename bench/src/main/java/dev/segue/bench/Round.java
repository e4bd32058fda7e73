package dev.segue.bench;

import dev.segue.bench.run.Throughput;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The programs' throughputs right after each other, so that ratios within a round compare like with like on a machine that
 * is not equally quick all the time.
 *
 * @param copy null where it was skipped
 * @param floor null where it was skipped
 * @param segmenter null where it was skipped
 */
record Round(
        @Nullable Throughput copy,
        @Nullable Throughput floor,
        @Nullable Throughput segmenter) {

    /** The segmenter over the floor; null where either was skipped. */
    @Nullable
    Double overFloor() {
        return ratio(segmenter, floor);
    }

    /** The segmenter over the copy; null where either was skipped. */
    @Nullable
    Double overCopy() {
        return ratio(segmenter, copy);
    }

    private static @Nullable Double ratio(@Nullable Throughput of, @Nullable Throughput over) {
        return of == null || over == null ? null : of.perSecond() / over.perSecond();
    }

    /** The median of a figure over rounds; null where no round has it. */
    static @Nullable Double median(List<Round> rounds, Function<Round, @Nullable Double> figure) {
        List<Double> sorted = rounds.stream()
                .map(figure)
                .filter(value -> value != null)
                .sorted()
                .toList();
        if (sorted.isEmpty()) {
            return null;
        }
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
