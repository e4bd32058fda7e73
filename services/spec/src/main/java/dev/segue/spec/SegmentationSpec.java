package dev.segue.spec;

import dev.segue.segmentation.assignment.FlapControl;
import dev.segue.segmentation.clustering.Dimension;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A segmentation: on what customers are clustered, into how many segments, from when and how often.
 *
 * @param id name of the segmentation, and of its segments before the number: lower-case letters, digits and hyphens,
 *     a letter first, at most 64
 * @param features the features clustered on, one or more, none twice
 * @param clusters how many segments, 2 to 100
 * @param training when and on what it is trained
 * @param flapControl what a customer's move needs
 */
public record SegmentationSpec(
        String id, List<SpecFeature> features, int clusters, Training training, FlapControl flapControl) {
    private static final int MOST_CLUSTERS = 100;
    private static final String LEGAL_ID = "[a-z][a-z0-9-]{0,63}";

    /**
     * When and on what a segmentation is trained.
     *
     * @param minCustomers customers who count that the first model waits for, one or more
     * @param sample most customers trained on, at least {@code minCustomers}
     * @param seed seed of the random numbers
     * @param interval time from a model to the next, more than zero
     * @param halfLife time after which what a model was trained on counts half in the next, more than zero
     */
    public record Training(int minCustomers, int sample, long seed, Duration interval, Duration halfLife) {
        public Training {
            if (minCustomers < 1) {
                throw new IllegalArgumentException("min_customers must be 1 or more, not " + minCustomers);
            }
            if (sample < minCustomers) {
                throw new IllegalArgumentException(
                        "sample must be at least min_customers (%d), not %d".formatted(minCustomers, sample));
            }
            requirePositive("interval", interval);
            requirePositive("half_life", halfLife);
        }

        private static void requirePositive(String field, Duration duration) {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException(field + " must be more than zero, not " + duration);
            }
        }
    }

    public SegmentationSpec {
        features = List.copyOf(features);
        if (!id.matches(LEGAL_ID)) {
            throw new IllegalArgumentException(
                    "id must be lower-case letters, digits and hyphens, a letter first, at most 64, not '%s'"
                            .formatted(id));
        }
        if (features.isEmpty()) {
            throw new IllegalArgumentException("features must name at least one feature");
        }
        Set<String> names = new HashSet<>();
        for (SpecFeature feature : features) {
            if (!names.add(feature.name())) {
                throw new IllegalArgumentException("features names %s twice".formatted(feature.name()));
            }
        }
        if (clusters < 2 || clusters > MOST_CLUSTERS) {
            throw new IllegalArgumentException(
                    "clusters must be from 2 to %d, not %d".formatted(MOST_CLUSTERS, clusters));
        }
        if (training.minCustomers() <= clusters) {
            throw new IllegalArgumentException("training.min_customers must be more than clusters (%d), not %d"
                    .formatted(clusters, training.minCustomers()));
        }
    }

    /** The features as the clustering library takes them. */
    public List<Dimension> dimensions() {
        return features.stream().map(SpecFeature::dimension).toList();
    }
}
