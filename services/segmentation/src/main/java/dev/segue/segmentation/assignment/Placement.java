package dev.segue.segmentation.assignment;

/**
 * Where a customer stands in a model.
 *
 * @param raw the raw feature values, NaN where absent
 * @param point the coordinates among the centroids: on the scaled, weighted features, or along the model's components
 * @param nearest index of the nearest segment
 * @param distance Euclidean distance to its centroid
 * @param second index of the next nearest; -1 in a model of one segment
 * @param secondDistance distance to its centroid; infinite in a model of one segment
 */
@SuppressWarnings("ArrayRecordComponent") // Made once an event on the hot path; never compared as a value.
public record Placement(double[] raw, double[] point, int nearest, double distance, int second, double secondDistance) {

    /** Index of the nearest segment other than one; -1 in a model of one segment. */
    int nearestBut(int segment) {
        return segment == nearest ? second : nearest;
    }
}
