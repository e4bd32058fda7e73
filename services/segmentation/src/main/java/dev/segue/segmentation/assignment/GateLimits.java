package dev.segue.segmentation.assignment;

/**
 * What a candidate must keep to come into force by itself.
 *
 * @param maxMoved largest share of the customers it may move, 0 to 1
 * @param minSilhouetteRatio least ratio of its silhouette to that of the model in force, 0 to 1
 * @param maxInertiaRatio largest ratio of its inertia to that of the model in force, 1 or more
 */
public record GateLimits(double maxMoved, double minSilhouetteRatio, double maxInertiaRatio) {
    /** What is asked where nothing else is said. */
    public static final GateLimits DEFAULT = new GateLimits(0.3, 0.8, 1.25);

    public GateLimits {
        if (!(maxMoved >= 0 && maxMoved <= 1)) {
            throw new IllegalArgumentException("max_moved must be from 0 to 1, not " + maxMoved);
        }
        if (!(minSilhouetteRatio >= 0 && minSilhouetteRatio <= 1)) {
            throw new IllegalArgumentException("min_silhouette_ratio must be from 0 to 1, not " + minSilhouetteRatio);
        }
        if (!(maxInertiaRatio >= 1)) {
            throw new IllegalArgumentException("max_inertia_ratio must be 1 or more, not " + maxInertiaRatio);
        }
    }
}
