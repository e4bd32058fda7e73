package dev.segue.segmentation.recommendation;

import dev.segue.segmentation.features.Decay;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The products that are in most orders.
 *
 * @param list the products by id
 * @param categories the categories of those listed, as far as known; several where it was told differently
 */
public record TopProducts(TopList<String> list, Map<String, Set<String>> categories) {
    /** Products of no orders. */
    public static final TopProducts NONE = new TopProducts(TopList.empty(), Map.of());

    public TopProducts {
        categories = Map.copyOf(categories);
    }

    /** One of several of different orders. */
    public static TopProducts merge(Collection<TopProducts> parts, Decay decay) {
        Map<String, Set<String>> categories = new HashMap<>();
        parts.forEach(part -> part.categories.forEach((product, names) ->
                categories.computeIfAbsent(product, p -> new TreeSet<>()).addAll(names)));
        return new TopProducts(
                TopList.merge(parts.stream().map(TopProducts::list).toList(), decay), categories);
    }
}
