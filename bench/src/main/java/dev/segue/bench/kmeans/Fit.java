package dev.segue.bench.kmeans;

/**
 * One clustering that was timed.
 *
 * @param k how many clusters
 * @param seconds how long it took
 * @param inertia sum of squared distances of all points to their centroids
 */
record Fit(int k, double seconds, double inertia) {}
