package dev.segue.segmentation.features;

/** One measured property of a customer. */
public interface Feature {
    /** Its name, as models and specs use it. */
    String featureName();

    /** What time alone does to it. */
    Ageing ageing();

    /**
     * Its value.
     *
     * @param state the customer's
     * @param now the moment it is wanted for, epoch milliseconds; not before the state's latest event
     * @param decay the decay the state is kept with
     * @return the value; NaN where it is undefined, as the recency of someone who never bought
     */
    double value(CustomerState state, long now, Decay decay);
}
