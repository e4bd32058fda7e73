package dev.segue.segmentation.recommendation;

/**
 * Two products of one order, which of them is named first being fixed; or one product twice, which stands for the product in
 * any order.
 *
 * @param one id of the product that comes first in the alphabet
 * @param other id of the other
 */
public record Pair(String one, String other) {
    public Pair {
        if (one.compareTo(other) > 0) {
            throw new IllegalArgumentException(
                    "one must not come after other, as %s does after %s".formatted(one, other));
        }
    }

    /** The pair of two products, whichever is named first. */
    public static Pair of(String a, String b) {
        return a.compareTo(b) <= 0 ? new Pair(a, b) : new Pair(b, a);
    }
}
