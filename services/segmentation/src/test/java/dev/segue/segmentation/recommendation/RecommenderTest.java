package dev.segue.segmentation.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.recommendation.Recommendation.Reason;
import dev.segue.segmentation.recommendation.Recommender.SegmentOf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecommenderTest {
    private static final SegmentOf LOW = new SegmentOf("value", "value-1");
    private static final SegmentOf HIGH = new SegmentOf("value", "value-2");
    private static final ProductMemory NOTHING = new ProductMemory();

    @Test
    void shouldRankByWhatTheSegmentBuysMost() {
        Recommender recommender = popular(Map.of("bread", 300.0, "milk", 200.0, "salt", 100.0));

        // When
        List<Recommendation> recommended = recommender.recommend(LOW, NOTHING, List.of(), 3);

        // Then
        assertThat(recommended).extracting(Recommendation::product).containsExactly("bread", "milk", "salt");
        assertThat(recommended).extracting(Recommendation::reason).containsOnly(Reason.POPULAR);
        assertThat(recommended.getFirst().score()).isBetween(0.25, 0.3);
    }

    @Test
    void shouldTellWhatTheSegmentBuysMoreThanOthers() {
        // Given wine in a tenth of the segment's orders, in a fiftieth of all
        Recommender recommender = new Recommender(
                products(10_000, 0, Map.of("bread", 3000.0, "wine", 200.0)),
                Map.of(HIGH, products(1000, 0, Map.of("bread", 300.0, "wine", 100.0))),
                TopList.empty());

        // When
        List<Recommendation> recommended = recommender.recommend(HIGH, NOTHING, List.of(), 2);

        // Then
        assertThat(recommended).extracting(Recommendation::product).containsExactly("wine", "bread");
        assertThat(recommended).extracting(Recommendation::reason).containsExactly(Reason.LIFT, Reason.POPULAR);
        assertThat(recommended.getFirst().score()).isBetween(3.0, 5.0);
    }

    @Test
    void shouldNotTakeChanceForLift() {
        // Given six orders of a hundred where three would be usual: twice as often, but that is chance
        Recommender recommender = new Recommender(
                products(10_000, 0, Map.of("wine", 300.0)),
                Map.of(HIGH, products(100, 0, Map.of("wine", 6.0))),
                TopList.empty());

        // When
        List<Recommendation> recommended = recommender.recommend(HIGH, NOTHING, List.of(), 1);

        // Then
        assertThat(recommended).extracting(Recommendation::reason).containsExactly(Reason.POPULAR);
    }

    @Test
    void shouldNotTakeForRareWhatIsOnlyNotListed() {
        // Given a product that may be in as many of all orders as a list does not tell
        Recommender recommender = new Recommender(
                products(1000, 200, Map.of("bread", 300.0)),
                Map.of(HIGH, products(500, 0, Map.of("wine", 100.0))),
                TopList.empty());

        // When
        List<Recommendation> recommended = recommender.recommend(HIGH, NOTHING, List.of(), 1);

        // Then
        assertThat(recommended).extracting(Recommendation::reason).containsExactly(Reason.POPULAR);
    }

    @Test
    void shouldNotPutForwardWhatMayBeOfAnExcludedCategory() {
        // Given barolo beside every bread, but in no list of products, which alone know categories
        Recommender recommender = new Recommender(
                products(1000, 0, Map.of("bread", 300.0)),
                Map.of(),
                new TopList<>(
                        0,
                        1000,
                        0,
                        Map.of(
                                new Pair("bread", "bread"),
                                100.0,
                                new Pair("barolo", "barolo"),
                                100.0,
                                Pair.of("bread", "barolo"),
                                100.0)));
        ProductMemory bought = new ProductMemory();
        bought.add(new Basket("o1", 0, List.of(new Product("bread", null))));

        // When
        List<Recommendation> recommended = recommender.recommend(LOW, bought, List.of("wine"), 3);

        // Then
        assertThat(recommended).isEmpty();
    }

    @Test
    void shouldPutForwardWhatGoesWithTheLatestPurchase() {
        // Given cheese in every third order with wine, in a twentieth of all
        Recommender recommender = new Recommender(
                products(1000, 0, Map.of("bread", 300.0, "wine", 90.0, "cheese", 50.0)),
                Map.of(),
                new TopList<>(
                        0,
                        1000,
                        0,
                        Map.of(
                                new Pair("bread", "bread"),
                                300.0,
                                new Pair("wine", "wine"),
                                90.0,
                                new Pair("cheese", "cheese"),
                                50.0,
                                Pair.of("wine", "cheese"),
                                30.0,
                                Pair.of("wine", "bread"),
                                27.0)));

        // When
        List<Recommendation> recommended = recommender.recommend(null, bought("wine"), List.of(), 2);

        // Then
        assertThat(recommended).extracting(Recommendation::product).containsExactly("cheese", "bread");
        assertThat(recommended)
                .extracting(Recommendation::reason)
                .containsExactly(Reason.BOUGHT_TOGETHER, Reason.POPULAR);
    }

    @Test
    void shouldTakeTheListsInTurn() {
        Recommender recommender = new Recommender(
                products(10_000, 0, Map.of("bread", 3000.0, "milk", 2000.0, "wine", 200.0, "port", 210.0)),
                Map.of(HIGH, products(1000, 0, Map.of("bread", 300.0, "milk", 200.0, "wine", 100.0, "port", 90.0))),
                TopList.empty());

        // When
        List<Recommendation> recommended = recommender.recommend(HIGH, NOTHING, List.of(), 4);

        // Then
        assertThat(recommended).extracting(Recommendation::product).containsExactly("wine", "bread", "port", "milk");
    }

    @Test
    void shouldRecommendNothingThatTheCustomerBought() {
        Recommender recommender = popular(Map.of("bread", 300.0, "milk", 200.0));

        // When
        List<Recommendation> recommended = recommender.recommend(LOW, bought("bread"), List.of(), 2);

        // Then
        assertThat(recommended).extracting(Recommendation::product).containsExactly("milk");
    }

    @Test
    void shouldRecommendNoExcludedProductNorAnyOfAnExcludedCategory() {
        TopProducts products = new TopProducts(
                new TopList<>(0, 1000, 0, Map.of("merlot", 300.0, "stout", 200.0, "milk", 100.0)),
                Map.of("merlot", Set.of("wine"), "stout", Set.of("beer")));
        Recommender recommender = new Recommender(products, Map.of(LOW, products), TopList.empty());

        // When
        List<Recommendation> recommended = recommender.recommend(LOW, NOTHING, List.of("wine", "stout"), 3);

        // Then
        assertThat(recommended).extracting(Recommendation::product).containsExactly("milk");
    }

    @Test
    void shouldObeyEveryCategoryAProductWasSaidToBeOf() {
        // Given parts that say different things
        TopProducts drinks =
                new TopProducts(new TopList<>(0, 100, 0, Map.of("merlot", 50.0)), Map.of("merlot", Set.of("drinks")));
        TopProducts wine =
                new TopProducts(new TopList<>(0, 100, 0, Map.of("merlot", 50.0)), Map.of("merlot", Set.of("wine")));
        TopProducts both = TopProducts.merge(List.of(drinks, wine), ProductTallyTest.DECAY);
        Recommender recommender = new Recommender(both, Map.of(), TopList.empty());

        // When
        List<Recommendation> recommended = recommender.recommend(null, NOTHING, List.of("wine"), 1);

        // Then
        assertThat(recommended).isEmpty();
    }

    @Test
    void shouldConcludeNothingFromFewOrders() {
        Recommender recommender = popular(Map.of("engraved", Recommender.LEAST_WEIGHT - 0.1));

        // When
        List<Recommendation> recommended = recommender.recommend(LOW, NOTHING, List.of(), 1);

        // Then
        assertThat(recommended).isEmpty();
    }

    @Test
    void shouldFillUpWithWhatAllCustomersBuy() {
        Recommender recommender = new Recommender(
                products(1000, 0, Map.of("bread", 300.0, "milk", 200.0)),
                Map.of(LOW, products(10, 0, Map.of("milk", 6.0))),
                TopList.empty());

        // When
        List<Recommendation> recommended = recommender.recommend(LOW, NOTHING, List.of(), 5);

        // Then
        assertThat(recommended).extracting(Recommendation::product).containsExactlyInAnyOrder("milk", "bread");
    }

    private static Recommender popular(Map<String, Double> weights) {
        TopProducts products = products(1000, 0, weights);
        return new Recommender(products, Map.of(LOW, products), TopList.empty());
    }

    private static TopProducts products(double orders, double bound, Map<String, Double> weights) {
        return new TopProducts(new TopList<>(0, orders, bound, new LinkedHashMap<>(weights)), Map.of());
    }

    private static ProductMemory bought(String... products) {
        ProductMemory memory = new ProductMemory();
        for (String product : products) {
            memory.add(new Basket("o", 0, List.of(new Product(product, null))));
        }
        return memory;
    }
}
