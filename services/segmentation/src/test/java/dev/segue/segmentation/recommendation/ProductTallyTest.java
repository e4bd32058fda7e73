package dev.segue.segmentation.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProductTallyTest {
    static final Decay DECAY = Decay.halfLife(Duration.ofDays(30));

    @Test
    void shouldKnowTheCategoryAProductWasLastSaidToBeOf() {
        ProductTally tally = new ProductTally(64, DECAY);
        tally.add(basket("o1", new Product("merlot", "drinks"), new Product("milk", null)));

        // When
        tally.add(basket("o2", new Product("merlot", "wine")));

        // Then
        assertThat(tally.top(2).categories()).containsOnlyKeys("merlot").containsEntry("merlot", Set.of("wine"));
        assertThat(tally.top(2).list().weights()).containsOnlyKeys("merlot", "milk");
    }

    @Test
    void shouldStaySmallHoweverManyProductsThereAre() {
        ProductTally tally = new ProductTally(64, DECAY);

        // When
        for (int i = 0; i < 10_000; i++) {
            tally.add(basket("o" + i, new Product("p" + i, "c" + i)));
        }

        // Then
        assertThat(tally.kept()).isLessThanOrEqualTo(48 + 2 * 64);
    }

    @Test
    void shouldWantEveryOrderWhileThereAreFewAndAShareOfThemThen() {
        ProductTally tally = new ProductTally(64, DECAY);
        int early = 0;
        while (early < ProductTally.ALL_BELOW && tally.wants("o" + early)) {
            tally.add(basket("o" + early++, new Product("milk", null)));
        }

        // When
        long late = IntStream.range(0, 16_000).filter(i -> tally.wants("p" + i)).count();

        // Then
        assertThat(early).isEqualTo(ProductTally.ALL_BELOW);
        assertThat(late).isBetween(900L, 1100L);
    }

    @Test
    void shouldWantEveryOrderAgainOnceThoseCountedHaveFaded() {
        ProductTally tally = new ProductTally(64, DECAY);
        for (int i = 0; i < ProductTally.ALL_BELOW; i++) {
            tally.add(basket("o" + i, new Product("milk", null)));
        }
        long later = Duration.ofDays(30).toMillis();

        // When
        tally.add(new Basket("o", later, List.of(new Product("milk", null))));

        // Then
        assertThat(IntStream.range(0, 100)).allMatch(i -> tally.wants("p" + i));
    }

    @Test
    void shouldBeTheSameAfterHavingBeenBytes() {
        ProductTally tally = new ProductTally(64, DECAY);
        tally.add(basket("o1", new Product("merlot", "wine"), new Product("milk", null)));
        tally.add(basket("o2", new Product("milk", null)));
        StateWriter out = new StateWriter();
        tally.write(out);

        // When
        ProductTally read = ProductTally.read(new StateReader(out.bytes()), 64, DECAY);

        // Then
        assertThat(read.top(9)).isEqualTo(tally.top(9));
    }

    @Test
    void shouldRefuseBytesOfAnotherFormat() {
        assertThatThrownBy(() -> ProductTally.read(new StateReader(new byte[] {9}), 64, DECAY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("format 9");
    }

    @Test
    void shouldCountPairsOfOneOrderAndEachProductWithItself() {
        PairTally tally = new PairTally(64, DECAY);
        addNew(tally, basket("o1", new Product("wine", null), new Product("cheese", null)));
        addNew(tally, basket("o2", new Product("wine", null)));

        // When
        TopList<Pair> pairs = tally.top(9);

        // Then
        assertThat(pairs.orders()).isEqualTo(2);
        assertThat(pairs.atLeast(Pair.of("wine", "cheese"))).isOne();
        assertThat(pairs.atLeast(new Pair("wine", "wine"))).isEqualTo(2);
        assertThat(pairs.weights()).hasSize(3);
    }

    @Test
    void shouldHavePairsSurviveTheWayThroughBytes() {
        PairTally tally = new PairTally(64, DECAY);
        addNew(tally, basket("o1", new Product("wine", null), new Product("cheese", null)));
        StateWriter out = new StateWriter();
        tally.write(out);

        // When
        PairTally read = PairTally.read(new StateReader(out.bytes()), 64, DECAY);

        // Then
        assertThat(read.top(9)).isEqualTo(tally.top(9));
    }

    @Test
    void shouldCountPairsOfWhichNothingIsNewToTheCustomerOnlyOnce() {
        PairTally tally = new PairTally(64, DECAY);
        Product wine = new Product("wine", null);
        Product cheese = new Product("cheese", null);
        addNew(tally, basket("o1", wine, cheese));

        // When the same two come again, beside something new
        tally.add(basket("o2", wine, cheese, new Product("nuts", null)), basket("o2", new Product("nuts", null)));

        // Then
        TopList<Pair> pairs = tally.top(9);
        assertThat(pairs.atLeast(Pair.of("wine", "cheese"))).isOne();
        assertThat(pairs.atLeast(Pair.of("wine", "nuts"))).isOne();
        assertThat(pairs.atLeast(new Pair("wine", "wine"))).isEqualTo(2);
    }

    private static void addNew(PairTally tally, Basket basket) {
        tally.add(basket, basket);
    }

    private static Basket basket(String order, Product... products) {
        return new Basket(order, 0, List.of(products));
    }
}
