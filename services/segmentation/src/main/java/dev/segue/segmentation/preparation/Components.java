package dev.segue.segmentation.preparation;

/** How many principal components customers are clustered on. */
public sealed interface Components {
    /**
     * So many; all of them where there are fewer.
     *
     * @param count one or more
     */
    record Count(int count) implements Components {
        public Count {
            if (count < 1) {
                throw new IllegalArgumentException("components must be 1 or more, not " + count);
            }
        }
    }

    /**
     * As few as explain a share of the variance.
     *
     * @param share more than 0, 1 or less
     */
    record Variance(double share) implements Components {
        public Variance {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("variance must be more than 0 and at most 1, not " + share);
            }
        }
    }
}
