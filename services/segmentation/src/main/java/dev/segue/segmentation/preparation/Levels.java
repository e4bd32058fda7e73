package dev.segue.segmentation.preparation;

import java.util.HashSet;
import java.util.List;

/** Which values of a text trait get a coordinate of their own; all others share one. */
public sealed interface Levels {
    /**
     * These.
     *
     * @param categories at least one, none twice
     */
    record Listed(List<String> categories) implements Levels {
        public Listed {
            categories = List.copyOf(categories);
            if (categories.isEmpty()) {
                throw new IllegalArgumentException("levels must name at least one category");
            }
            if (new HashSet<>(categories).size() < categories.size()) {
                throw new IllegalArgumentException("levels must not name a category twice");
            }
        }
    }

    /**
     * Those frequent in the sample, found when a lineage of models begins and kept throughout it.
     *
     * @param minShare least share of the customers who have the trait, 0 to 1
     * @param most no more than so many, the most frequent; 1 to 100
     */
    record Found(double minShare, int most) implements Levels {
        private static final int MOST = 100;

        public Found {
            if (!(minShare >= 0 && minShare <= 1)) {
                throw new IllegalArgumentException("min_share must be from 0 to 1, not " + minShare);
            }
            if (most < 1 || most > MOST) {
                throw new IllegalArgumentException("most must be from 1 to %d, not %d".formatted(MOST, most));
            }
        }
    }
}
