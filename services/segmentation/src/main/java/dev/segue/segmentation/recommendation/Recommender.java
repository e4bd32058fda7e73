package dev.segue.segmentation.recommendation;

import dev.segue.segmentation.recommendation.Recommendation.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Recommends products by what is bought. Three lists are made, each in the order of its scores:
 *
 * <ul>
 *   <li>{@link Reason#BOUGHT_TOGETHER}: L(orders with both / orders with the one) / share of all orders with the other, for
 *       each of the products the customer bought last, where it is more than 1;
 *   <li>{@link Reason#LIFT}: L(share of the segment's orders with the product) / share of all orders with it, where it is more
 *       than 1;
 *   <li>{@link Reason#POPULAR}: L(share of the segment's orders with the product).
 * </ul>
 *
 * L is the lower bound of Wilson's interval, so that a rare product needs more evidence; the share of all orders is taken as
 * large as it may be. Decayed weights stand for numbers of orders, which they are at most as good as. The lists are gone
 * through in turn, one product of each; when none has more, what is popular among all customers fills up. Nothing is
 * recommended on a weight of fewer than {@value #LEAST_WEIGHT} orders. Immutable and safe to share between threads.
 */
public final class Recommender {
    /** The least weight of orders that anything is concluded from: what one customer bought is nobody else's business. */
    public static final int LEAST_WEIGHT = 5;

    /** Recommends nothing. */
    public static final Recommender NOTHING = new Recommender(TopProducts.NONE, Map.of(), TopList.empty());

    private static final Comparator<Recommendation> BEST_FIRST =
            Comparator.comparingDouble(Recommendation::score).reversed().thenComparing(Recommendation::product);

    private final List<Recommendation> popular;
    private final Map<SegmentOf, Ranked> segments = new HashMap<>();
    private final Map<String, List<Recommendation>> together;
    private final Map<String, Set<String>> categories = new HashMap<>();
    private final Set<String> known = new HashSet<>();

    /**
     * A segment.
     *
     * @param segmentation id of the segmentation
     * @param segment id of the segment
     */
    public record SegmentOf(String segmentation, String segment) {}

    private record Ranked(List<Recommendation> lift, List<Recommendation> popular) {}

    /**
     * @param all what all customers buy, those of the segments included
     * @param bySegment what the customers of each segment buy
     * @param pairs what all customers buy together
     */
    public Recommender(TopProducts all, Map<SegmentOf, TopProducts> bySegment, TopList<Pair> pairs) {
        this.popular = popular(all.list());
        this.together = together(pairs);
        note(all);
        bySegment.forEach((segment, products) -> {
            segments.put(segment, new Ranked(lift(products.list(), all.list()), popular(products.list())));
            note(products);
        });
    }

    private void note(TopProducts products) {
        known.addAll(products.list().weights().keySet());
        products.categories()
                .forEach((product, names) -> categories
                        .computeIfAbsent(product, p -> new HashSet<>())
                        .addAll(names));
    }

    private static List<Recommendation> popular(TopList<String> list) {
        List<Recommendation> ranked = new ArrayList<>();
        list.weights().forEach((product, weight) -> {
            if (weight >= LEAST_WEIGHT) {
                ranked.add(new Recommendation(
                        product, Reason.POPULAR, Wilson.lowerBound(Math.min(weight, list.orders()), list.orders())));
            }
        });
        ranked.sort(BEST_FIRST);
        return ranked;
    }

    private static List<Recommendation> lift(TopList<String> list, TopList<String> all) {
        List<Recommendation> ranked = new ArrayList<>();
        list.weights().forEach((product, weight) -> {
            double usual = all.atMost(product) / all.orders();
            add(ranked, product, Reason.LIFT, weight, list.orders(), usual);
        });
        ranked.sort(BEST_FIRST);
        return ranked;
    }

    private static Map<String, List<Recommendation>> together(TopList<Pair> pairs) {
        Map<String, List<Recommendation>> ranked = new HashMap<>();
        pairs.weights().forEach((pair, weight) -> {
            if (!pair.one().equals(pair.other())) {
                companion(ranked, pairs, weight, pair.one(), pair.other());
                companion(ranked, pairs, weight, pair.other(), pair.one());
            }
        });
        ranked.values().forEach(companions -> companions.sort(BEST_FIRST));
        return ranked;
    }

    private static void companion(
            Map<String, List<Recommendation>> ranked, TopList<Pair> pairs, double weight, String bought, String other) {
        double usual = pairs.atMost(new Pair(other, other)) / pairs.orders();
        double ofBought = Math.max(weight, pairs.atMost(new Pair(bought, bought)));
        add(
                ranked.computeIfAbsent(bought, product -> new ArrayList<>()),
                other,
                Reason.BOUGHT_TOGETHER,
                weight,
                ofBought,
                usual);
    }

    private static void add(
            List<Recommendation> to, String product, Reason reason, double weight, double of, double usual) {
        if (weight < LEAST_WEIGHT || !(usual > 0)) {
            return;
        }
        double times = Wilson.lowerBound(Math.min(weight, of), of) / usual;
        if (times > 1) {
            to.add(new Recommendation(product, reason, times));
        }
    }

    /**
     * Recommends products to a customer, none that they bought.
     *
     * @param segment the segment they are in; null for none
     * @param bought what they bought
     * @param excluded products and categories that are left out
     * @param most how many at most
     * @return the best first; fewer where there is no more evidence
     */
    public List<Recommendation> recommend(
            @Nullable SegmentOf segment, ProductMemory bought, Collection<String> excluded, int most) {
        // Of a product that is in no list of products the category is not known, so it might be an excluded one.
        Predicate<String> open = product -> known.contains(product)
                && !excluded.contains(product)
                && Collections.disjoint(categories.getOrDefault(product, Set.of()), excluded)
                && !bought.has(product);
        Ranked ranked = segment == null ? null : segments.get(segment);
        List<Iterator<Recommendation>> lists = new ArrayList<>();
        lists.add(companions(bought.latest()).iterator());
        if (ranked != null) {
            lists.add(ranked.lift().iterator());
            lists.add(ranked.popular().iterator());
        }
        List<Recommendation> chosen = new ArrayList<>();
        Set<String> products = new HashSet<>();
        while (chosen.size() < most && !lists.isEmpty()) {
            for (Iterator<Recommendation> list : List.copyOf(lists)) {
                if (chosen.size() < most && !take(list, open, chosen, products)) {
                    lists.remove(list);
                }
            }
        }
        Iterator<Recommendation> rest = popular.iterator();
        while (chosen.size() < most && take(rest, open, chosen, products)) {
            // Each turn takes one.
        }
        return List.copyOf(chosen);
    }

    /** What goes with any of some products, each with its best score. */
    private List<Recommendation> companions(List<String> latest) {
        List<Recommendation> all = new ArrayList<>();
        latest.forEach(product -> all.addAll(together.getOrDefault(product, List.of())));
        all.sort(BEST_FIRST);
        return all;
    }

    /** Takes the next of a list that may be recommended; false where there is none. */
    private static boolean take(
            Iterator<Recommendation> list, Predicate<String> open, List<Recommendation> chosen, Set<String> products) {
        while (list.hasNext()) {
            Recommendation next = list.next();
            if (open.test(next.product()) && products.add(next.product())) {
                chosen.add(next);
                return true;
            }
        }
        return false;
    }
}
