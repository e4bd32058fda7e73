package dev.segue.segmentation.strategy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values that conditions leave a feature. Mutable; one thread. */
final class Range {
    private double low = Double.NEGATIVE_INFINITY;
    private double high = Double.POSITIVE_INFINITY;
    private final List<String> bounds = new ArrayList<>();

    private Range() {}

    /** @throws IllegalArgumentException where conditions that must all hold leave a feature no value */
    static void requireAny(List<Condition> conditions) {
        Map<String, Range> ranges = new LinkedHashMap<>();
        collect(conditions, ranges);
        ranges.forEach((feature, range) -> {
            if (range.low > range.high) {
                throw new IllegalArgumentException("%s would have to be %s, which no number is"
                        .formatted(feature, String.join(" and ", range.bounds)));
            }
        });
    }

    private static void collect(List<Condition> conditions, Map<String, Range> ranges) {
        for (Condition condition : conditions) {
            switch (condition) {
                case Condition.Above(String feature, double bound) ->
                    of(feature, ranges)
                            .narrow(Math.nextUp(bound), Double.POSITIVE_INFINITY, "above " + Situation.text(bound));
                case Condition.Below(String feature, double bound) ->
                    of(feature, ranges)
                            .narrow(Double.NEGATIVE_INFINITY, Math.nextDown(bound), "below " + Situation.text(bound));
                case Condition.Between(String feature, double low, double high) ->
                    of(feature, ranges)
                            .narrow(low, high, "from %s to %s".formatted(Situation.text(low), Situation.text(high)));
                case Condition.All all -> collect(all.conditions(), ranges);
                default -> {
                    // Bounds nothing for sure.
                }
            }
        }
    }

    private static Range of(String feature, Map<String, Range> ranges) {
        return ranges.computeIfAbsent(feature, unseen -> new Range());
    }

    private void narrow(double from, double to, String bound) {
        low = Math.max(low, from);
        high = Math.min(high, to);
        bounds.add(bound);
    }
}
