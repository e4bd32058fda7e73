package dev.segue.segmentation.assignment;

/**
 * How good a model's clustering is on the sample it was trained on. All computed on the scaled, weighted features.
 *
 * @param sampled customers trained on
 * @param inertia sum of squared distances to the nearest centroid
 * @param silhouette mean silhouette coefficient, -1 to 1; on at most a few thousand customers
 * @param calinskiHarabasz variance ratio; higher is better
 * @param daviesBouldin Davies-Bouldin index; lower is better
 * @param fullKMeansRatio inertia of this model over that of full K-means on the same sample; 1 is as good
 */
public record Quality(
        long sampled,
        double inertia,
        double silhouette,
        double calinskiHarabasz,
        double daviesBouldin,
        double fullKMeansRatio) {}
