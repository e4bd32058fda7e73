package dev.segue.segmentation.assignment;

import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.features.Feature;
import dev.segue.segmentation.features.FeatureCatalogue;

/** A model made ready to place customers: its features looked up once. Immutable and safe to share between threads. */
public final class Scorer {
    private final SegmentModel model;
    private final Decay decay;
    private final Feature[] features;
    private final double[][] centroids;
    private final int featuresHash;

    /**
     * @param decay the decay customers' states are kept with
     * @throws IllegalArgumentException when the model has a feature that the catalogue does not know
     */
    public Scorer(SegmentModel model, Decay decay) {
        this.model = model;
        this.decay = decay;
        this.features = model.features().stream()
                .map(feature -> FeatureCatalogue.feature(feature.name(), feature.level()))
                .toArray(Feature[]::new);
        this.centroids = model.segments().stream().map(Segment::centroid).toArray(double[][]::new);
        this.featuresHash = model.features().stream()
                .map(ModelFeature::coordinateName)
                .toList()
                .hashCode();
    }

    /** The model. */
    public SegmentModel model() {
        return model;
    }

    /** Tells lists of features apart, so that values are only compared with values of the same features. */
    int featuresHash() {
        return featuresHash;
    }

    /**
     * Where a customer stands.
     *
     * @param now the moment, epoch milliseconds
     */
    public Placement place(CustomerState state, long now) {
        double[] raw = new double[features.length];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = features[i].value(state, now, decay);
        }
        double[] point = model.coordinates(raw);
        int nearest = -1;
        int second = -1;
        double nearestSquared = Double.POSITIVE_INFINITY;
        double secondSquared = Double.POSITIVE_INFINITY;
        for (int i = 0; i < centroids.length; i++) {
            double squared = squaredDistance(point, centroids[i]);
            // Whoever stands so far out that no distance is finite goes to the first rather than nowhere.
            if (nearest < 0 || squared < nearestSquared) {
                second = nearest;
                secondSquared = nearestSquared;
                nearest = i;
                nearestSquared = squared;
            } else if (squared < secondSquared) {
                second = i;
                secondSquared = squared;
            }
        }
        return new Placement(raw, point, nearest, Math.sqrt(nearestSquared), second, Math.sqrt(secondSquared));
    }

    /** Distance of a point to a segment's centroid. */
    double distance(double[] point, int segment) {
        return Math.sqrt(squaredDistance(point, centroids[segment]));
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = a[i] - b[i];
            sum += difference * difference;
        }
        return sum;
    }
}
