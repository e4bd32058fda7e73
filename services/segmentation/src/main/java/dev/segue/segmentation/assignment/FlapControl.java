package dev.segue.segmentation.assignment;

import java.time.Duration;
import java.util.List;

/**
 * What it takes to be placed in a segment at all, and what a move to another needs, so that customers near a border do not flap.
 *
 * @param margin the new centroid must be nearer than the present one by this fraction of the present one's distance;
 *     0 (any) to less than 1
 * @param dwell how long a customer stays in a segment before behaviour or time may move them again; not negative
 * @param minEvidence orders a customer needs before being placed in a segment at all; zero or more
 * @param required names of the features a customer must have to be placed in a segment at all
 */
public record FlapControl(double margin, Duration dwell, long minEvidence, List<String> required) {
    public FlapControl {
        required = List.copyOf(required);
        if (!(margin >= 0 && margin < 1)) {
            throw new IllegalArgumentException("margin must be in [0, 1), not " + margin);
        }
        if (dwell.isNegative()) {
            throw new IllegalArgumentException("dwell must not be negative, but is " + dwell);
        }
        if (minEvidence < 0) {
            throw new IllegalArgumentException("min_evidence must be zero or more, not " + minEvidence);
        }
    }

    /** Requires no feature. */
    public FlapControl(double margin, Duration dwell, long minEvidence) {
        this(margin, dwell, minEvidence, List.of());
    }

    /** The same, but that the features are required. */
    public FlapControl requiring(List<String> features) {
        return new FlapControl(margin, dwell, minEvidence, features);
    }
}
