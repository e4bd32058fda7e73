package dev.segue.bench;

import dev.segue.bench.run.Throughput;
import dev.segue.bench.run.Throughput.Stretch;
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

    /**
     * The segmenter's speed over that of another; null where either was skipped, and for the segmenter itself.
     *
     * @param other which other
     * @param stretch which part of the backlog
     */
    @Nullable
    Double ratio(Function<Round, @Nullable Throughput> other, Function<Throughput, Stretch> stretch) {
        Throughput over = other.apply(this);
        return segmenter == null || over == null || over.equals(segmenter)
                ? null
                : stretch.apply(segmenter).perSecond() / stretch.apply(over).perSecond();
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
