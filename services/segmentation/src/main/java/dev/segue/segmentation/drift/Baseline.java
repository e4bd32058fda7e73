package dev.segue.segmentation.drift;

import java.util.List;

/**
 * The customers as they were when the number of clusters was last searched for. Later models of the lineage are held
 * against it, so that many small changes add up.
 *
 * @param customers how many were trained on, one or more
 * @param unexplained share of the variance that the clusters left, 0 to 1
 * @param features how each of the model's features was spread, raw, in the model's order
 */
public record Baseline(long customers, double unexplained, List<Distribution> features) {
    public Baseline {
        features = List.copyOf(features);
        if (customers < 1) {
            throw new IllegalArgumentException("customers must be 1 or more, not " + customers);
        }
        if (!(unexplained >= 0)) {
            throw new IllegalArgumentException("unexplained must be 0 or more, not " + unexplained);
        }
    }
}
