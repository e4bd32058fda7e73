package dev.segue.segmentation.recommendation;

import dev.segue.segmentation.features.Decay;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is in most orders. All weights are as of one moment: an order of that moment weighs 1, an older one less. A weight
 * listed is at most {@link #bound} too low and never too high; what is not listed weighs at most the bound.
 *
 * @param asOf the moment, epoch milliseconds
 * @param orders weight of all orders
 * @param bound see above, zero or more
 * @param weights weight of the orders with each of the things listed, more than zero
 */
public record TopList<T>(long asOf, double orders, double bound, Map<T, Double> weights) {
    public TopList {
        if (!(orders >= 0 && bound >= 0)) {
            throw new IllegalArgumentException(
                    "orders and bound must be zero or more, not %s and %s".formatted(orders, bound));
        }
        weights.forEach((what, weight) -> {
            if (!(weight > 0)) {
                throw new IllegalArgumentException(
                        "the weight of %s must be more than zero, not %s".formatted(what, weight));
            }
        });
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    }

    /** A list of no orders. */
    public static <T> TopList<T> empty() {
        return new TopList<>(Long.MIN_VALUE, 0, 0, Map.of());
    }

    /** One list of several of different orders, as of the latest moment. */
    public static <T> TopList<T> merge(Collection<TopList<T>> lists, Decay decay) {
        long latest = lists.stream().mapToLong(TopList::asOf).max().orElse(Long.MIN_VALUE);
        double orders = 0;
        double bound = 0;
        Map<T, Double> weights = new LinkedHashMap<>();
        for (TopList<T> list : lists) {
            double factor = list.orders == 0 ? 0 : decay.remaining(latest - list.asOf);
            if (factor == 0) {
                continue;
            }
            orders += factor * list.orders;
            bound += factor * list.bound;
            list.weights.forEach((what, weight) -> {
                if (factor * weight > 0) {
                    weights.merge(what, factor * weight, Double::sum);
                }
            });
        }
        return new TopList<>(latest, orders, bound, weights);
    }

    /** Weight of the orders with something: it is as much at least. */
    double atLeast(T what) {
        return weights.getOrDefault(what, 0.0);
    }

    /** Weight of the orders with something: it is as much at most. */
    double atMost(T what) {
        return Math.min(orders, atLeast(what) + bound);
    }
}
