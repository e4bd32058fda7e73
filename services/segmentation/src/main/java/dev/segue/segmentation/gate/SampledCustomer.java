package dev.segue.segmentation.gate;

/**
 * A customer of the sample as two models see them. The arrays must not be changed.
 *
 * @param evidence orders the customer has
 * @param inForce raw values of the features of the model in force, NaN where absent
 * @param candidate raw values of the candidate's features, NaN where absent
 */
@SuppressWarnings("ArrayRecordComponent") // Thousands at once, read only; never compared as values.
public record SampledCustomer(long evidence, double[] inForce, double[] candidate) {}
