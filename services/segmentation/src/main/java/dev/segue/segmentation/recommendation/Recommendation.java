package dev.segue.segmentation.recommendation;

/**
 * A product to put forward.
 *
 * @param product its id
 * @param reason why
 * @param score how much speaks for it; comparable among those of one reason
 */
public record Recommendation(String product, Reason reason, double score) {
    /** Why a product is recommended. */
    public enum Reason {
        /** It is in many orders of the customer's segment, or of all customers; the score is the share at least. */
        POPULAR,
        /** The customer's segment buys it more than all customers do; the score is how many times as often at least. */
        LIFT,
        /**
         * It is bought together with what the customer bought last; the score is how many times as often as by itself at
         * least.
         */
        BOUGHT_TOGETHER
    }
}
