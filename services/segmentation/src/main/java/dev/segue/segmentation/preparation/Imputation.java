package dev.segue.segmentation.preparation;

/** What is taken for a number a customer does not have. */
public sealed interface Imputation {
    /** A statistic of the raw values of the customers who have it. */
    enum Statistic implements Imputation {
        /** The middle one. */
        MEDIAN,
        /** The arithmetic mean. */
        MEAN
    }

    /**
     * Always the same.
     *
     * @param value on the scale before the transform; finite
     */
    record Constant(double value) implements Imputation {
        public Constant {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("constant must be a finite number, not " + value);
            }
        }
    }
}
