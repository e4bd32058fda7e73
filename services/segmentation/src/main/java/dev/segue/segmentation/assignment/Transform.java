package dev.segue.segmentation.assignment;

/** What is done to a feature's raw value before it is clipped and scaled. */
public enum Transform {
    /** The value as it is. */
    NONE,
    /** {@code sign(x) ln(1 + |x|)}: for money and counts, whose tails are long. Odd, so a negative net stays negative. */
    LOG1P;

    /**
     * Applies the transform.
     *
     * @param x raw value; NaN stays NaN
     * @return the transformed value
     */
    public double apply(double x) {
        return switch (this) {
            case NONE -> x;
            case LOG1P -> Math.copySign(Math.log1p(Math.abs(x)), x);
        };
    }
}
