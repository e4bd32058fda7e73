package dev.segue.segmentation.preparation;

import dev.segue.segmentation.assignment.Transform;
import org.jspecify.annotations.Nullable;

/** A feature to cluster on, before it is fitted to a sample. */
public sealed interface Dimension {
    /**
     * A number.
     *
     * @param name feature name, as in the feature catalogue
     * @param transform applied to the raw value
     * @param imputation what is taken where a customer does not have it
     * @param clip where the tails are cut
     * @param weight how much the feature counts; greater than zero
     */
    record Number(String name, Transform transform, Imputation imputation, Clip clip, double weight)
            implements Dimension {
        public Number {
            requirePositive(weight);
        }
    }

    /**
     * A text trait, one-hot: a coordinate for each level, and one for all other values.
     *
     * @param name feature name, as in the feature catalogue
     * @param levels the values with a coordinate of their own
     * @param imputed the value taken where a customer does not have the trait; null for the sample's most frequent
     * @param weight how much each level counts; greater than zero
     */
    record Category(String name, Levels levels, @Nullable String imputed, double weight) implements Dimension {
        public Category {
            requirePositive(weight);
        }
    }

    /**
     * Quantiles of the transformed values beyond which a value is taken as the quantile.
     *
     * @param low lower quantile, 0 (no cut) or more
     * @param high upper quantile, more than {@code low}, 1 (no cut) or less
     */
    record Clip(double low, double high) {
        /** Cuts nothing. */
        public static final Clip NONE = new Clip(0, 1);

        public Clip {
            if (!(low >= 0 && low < high && high <= 1)) {
                throw new IllegalArgumentException(
                        "clip quantiles must be 0 <= low < high <= 1, not %s and %s".formatted(low, high));
            }
        }
    }

    /** Its name, as in the feature catalogue. */
    String name();

    private static void requirePositive(double weight) {
        if (!(weight > 0 && Double.isFinite(weight))) {
            throw new IllegalArgumentException("weight must be greater than zero, not " + weight);
        }
    }
}
