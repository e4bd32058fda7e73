package dev.segue.avro.sums;

import dev.segue.avro.StrategyOutcomes;
import dev.segue.avro.mapping.StrategyOutcomesRecords;
import dev.segue.segmentation.outcome.Arm;
import dev.segue.segmentation.outcome.ArmKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of one segmentation, put together from the parts that the partitions published. Of each part the latest counts,
 * so parts may be put in more than once. Not thread-safe.
 */
public final class OutcomeSums {
    private final String segmentation;
    private final Map<String, StrategyOutcomes> parts = new HashMap<>();

    /**
     * What is counted together in the report.
     *
     * @param strategy id of the strategy
     * @param segment id of the segment; empty for customers who were in none
     * @param meaning what the segment meant then
     */
    public record Row(String strategy, String segment, int meaning) {
        private static final Comparator<Row> ORDER =
                Comparator.comparing(Row::strategy).thenComparing(Row::segment).thenComparingInt(Row::meaning);

        /** Whether a key is counted in it. */
        public boolean has(ArmKey key) {
            return of(key).equals(this);
        }

        /** The row a key is counted in. */
        public static Row of(ArmKey key) {
            String segment = key.segment();
            return new Row(key.strategy(), segment == null ? "" : segment, key.meaning());
        }
    }

    /** @param segmentation whose outcomes */
    public OutcomeSums(String segmentation) {
        this.segmentation = segmentation;
    }

    /** Whether records under a key are of the segmentation. */
    public boolean wants(String key) {
        return key.startsWith(segmentation + "/");
    }

    /**
     * Puts in a part, in place of the one there was under its key.
     *
     * @param part null where there is none any more
     */
    public void put(String key, @Nullable StrategyOutcomes part) {
        if (part == null) {
            parts.remove(key);
        } else {
            parts.put(key, part);
        }
    }

    /** Whether nothing fired yet. */
    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** The strategies that fired, sorted. */
    public List<String> strategies() {
        return parts.values().stream()
                .map(StrategyOutcomes::getStrategy)
                .distinct()
                .sorted()
                .toList();
    }

    /** The segments a strategy fired in, and what they meant, sorted. */
    public List<Row> rows(String strategy) {
        return parts.values().stream()
                .map(StrategyOutcomesRecords::key)
                .filter(key -> key.strategy().equals(strategy))
                .map(Row::of)
                .distinct()
                .sorted(Row.ORDER)
                .toList();
    }

    /** The variants of a strategy that fired in a row, sorted; an empty one for a strategy without. */
    public List<String> variants(Row row) {
        return parts.values().stream()
                .map(StrategyOutcomesRecords::key)
                .filter(key -> row.has(key) && !key.holdout())
                .map(OutcomeSums::variant)
                .distinct()
                .sorted()
                .toList();
    }

    /** How many triggers were acted upon, by segment (an empty id for customers who were in none) and strategy. */
    public Map<String, Map<String, Long>> triggers() {
        Map<String, Map<String, Long>> triggers = new HashMap<>();
        for (StrategyOutcomes part : parts.values()) {
            ArmKey key = StrategyOutcomesRecords.key(part);
            if (!key.holdout()) {
                String segment = key.segment();
                triggers.computeIfAbsent(segment == null ? "" : segment, unseen -> new HashMap<>())
                        .merge(
                                key.strategy(),
                                StrategyOutcomesRecords.fromRecord(part).trials(),
                                Long::sum);
            }
        }
        return triggers;
    }

    /** The sum over all partitions of what is counted under some keys. */
    public Arm sum(Predicate<ArmKey> which) {
        return parts.values().stream()
                .filter(part -> which.test(StrategyOutcomesRecords.key(part)))
                .map(StrategyOutcomesRecords::fromRecord)
                .reduce(Arm.EMPTY, Arm::plus);
    }

    /** The variant of a key; empty for none. */
    public static String variant(ArmKey key) {
        String variant = key.variant();
        return variant == null ? "" : variant;
    }
}
