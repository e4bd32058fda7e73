package dev.segue.segmentation.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.event.Order;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BasketTest {
    @Test
    void shouldNameEachProductOnceAndNoneWithoutId() {
        Order order = order(line("merlot", "wine"), line("merlot", "wine"), line(" ", null), line("milk", null));

        // When
        Basket basket = Basket.of(order);

        // Then
        assertThat(basket)
                .isEqualTo(new Basket("o", 5, List.of(new Product("merlot", "wine"), new Product("milk", null))));
    }

    @Test
    void shouldTakeTheSameProductsOfAnOrderAlways() {
        List<Product> products = products(40);

        // When
        List<Product> sample = new Basket("o", 0, products).sample(6);

        // Then
        assertThat(sample).hasSize(6).doesNotHaveDuplicates();
        assertThat(new Basket("o", 0, products.reversed()).sample(6)).isEqualTo(sample);
    }

    @Test
    void shouldTakeEachProductAsOftenAsAnyOther() {
        Map<Product, Integer> taken = new HashMap<>();

        // When
        for (int i = 0; i < 4000; i++) {
            new Basket("o" + i, 0, products(20)).sample(6).forEach(product -> taken.merge(product, 1, Integer::sum));
        }

        // Then: 1200 each, by a standard deviation of 29
        assertThat(taken).hasSize(20);
        assertThat(taken.values()).allSatisfy(times -> assertThat(times).isBetween(1050, 1350));
    }

    private static List<Product> products(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Product("p" + i, null))
                .toList();
    }

    private static Order order(Order.Line... lines) {
        return new Order("o", 5, 5, Order.Kind.PURCHASE, null, false, 0, List.of(lines));
    }

    private static Order.Line line(String product, @Nullable String category) {
        return new Order.Line(product, category, 10_000, 1, 0);
    }
}
