package dev.segue.segmentation.recommendation;

/** The interval of a share (E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 1927). */
final class Wilson {
    /** Standard deviations; thousands of products are compared, so one in a thousand by chance is as much as can be borne. */
    private static final double Z = 3;

    private Wilson() {}

    /**
     * What a share is at least, beyond reasonable doubt.
     *
     * @param hits weight of what counts
     * @param of weight of all, at least {@code hits} and more than zero
     * @return from 0 to less than {@code hits / of}
     */
    static double lowerBound(double hits, double of) {
        double share = hits / of;
        double centre = share + Z * Z / (2 * of);
        double half = Z * Math.sqrt(share * (1 - share) / of + Z * Z / (4 * of * of));
        return Math.max(0, (centre - half) / (1 + Z * Z / of));
    }
}
