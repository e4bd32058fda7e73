package dev.segue.segmentation.preparation;

import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Transform;
import dev.segue.segmentation.features.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Fits the levels of a text trait to a sample: a coordinate for each, and one for all other values. Each is centred on its
 * share and scaled by its standard deviation whatever the scaling is, as quantiles of ones and zeros say nothing.
 */
final class CategoryFit {
    private CategoryFit() {}

    /**
     * @param kept the levels of the lineage so far; empty where it begins
     */
    static List<ModelFeature> fit(Dimension.Category dimension, @Nullable String[] raw, List<Level> kept) {
        Map<String, Integer> counts = new TreeMap<>();
        int present = 0;
        for (String text : raw) {
            if (text != null) {
                counts.merge(text, 1, Integer::sum);
                present++;
            }
        }
        List<Level> levels = kept.isEmpty() ? levels(dimension.levels(), counts, present) : kept;
        String imputed = dimension.imputed() == null ? mostFrequent(counts) : dimension.imputed();
        List<ModelFeature> features = new ArrayList<>();
        for (Level level : levels) {
            int members = counts.entrySet().stream()
                    .filter(entry -> level.includes(entry.getKey()))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
            double share = present == 0 ? 0 : (double) members / present;
            double deviation = Math.sqrt(share * (1 - share));
            double impute = imputed == null ? share : level.value(imputed);
            features.add(new ModelFeature(
                    dimension.name(),
                    Transform.NONE,
                    impute,
                    0,
                    1,
                    share,
                    deviation > 0 ? deviation : 1,
                    dimension.weight(),
                    level));
        }
        return features;
    }

    /** In the order listed, or the most frequent first and equally frequent ones by name; all others last. */
    private static List<Level> levels(Levels wanted, Map<String, Integer> counts, int present) {
        List<String> categories = switch (wanted) {
            case Levels.Listed(List<String> listed) -> listed;
            case Levels.Found(double minShare, int most) ->
                counts.entrySet().stream()
                        .filter(entry -> entry.getValue() >= minShare * present)
                        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                        .limit(most)
                        .map(Map.Entry::getKey)
                        .toList();
        };
        List<Level> levels = new ArrayList<>();
        categories.forEach(category -> levels.add(new Level.Is(category)));
        if (!categories.isEmpty()) {
            levels.add(new Level.OtherThan(categories));
        }
        return levels;
    }

    private static @Nullable String mostFrequent(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(
                                Map.Entry.<String, Integer>comparingByKey().reversed()))
                .map(Map.Entry::getKey)
                .orElse(null);
    }
}
