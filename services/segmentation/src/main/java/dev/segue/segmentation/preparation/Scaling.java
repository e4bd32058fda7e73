package dev.segue.segmentation.preparation;

/** How a number is centred and scaled. */
public enum Scaling {
    /** By mean and population standard deviation. */
    STANDARD,
    /**
     * By median and interquartile range over 1.349, which for normal values is their standard deviation: far-out values
     * hardly count. Where more than half the customers share a value the range can be nothing, and the standard deviation is
     * taken.
     */
    ROBUST
}
