package dev.segue.segmentation.preparation;

import org.jspecify.annotations.Nullable;

/** The raw values of one dimension, one a sampled customer. The arrays belong to the column and must not be changed. */
public sealed interface Column {
    /**
     * Numbers.
     *
     * @param values NaN where absent
     */
    @SuppressWarnings("ArrayRecordComponent") // A million values: never compared, never copied.
    record Numbers(double[] values) implements Column {
        @Override
        public int size() {
            return values.length;
        }
    }

    /**
     * Texts.
     *
     * @param values null where absent
     */
    @SuppressWarnings("ArrayRecordComponent") // A million values: never compared, never copied.
    record Texts(@Nullable String[] values) implements Column {
        @Override
        public int size() {
            return values.length;
        }
    }

    /** How many customers there are. */
    int size();
}
