package dev.segue.segmentation.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ProductMemoryTest {
    @Property(tries = 200)
    void remembersTheLatestDistinctProductsAndNoOthers(
            @ForAll @Size(max = 200) List<@IntRange(max = 99) Integer> history) {
        ProductMemory memory = new ProductMemory();
        List<String> latest = new ArrayList<>();

        // When
        for (int number : history) {
            String product = "p" + number;
            boolean fresh = !memory.add(basket(product)).products().isEmpty();
            assertThat(fresh).isEqualTo(!latest.contains(product));
            latest.remove(product);
            latest.addFirst(product);
            if (latest.size() > ProductMemory.MOST) {
                latest.removeLast();
            }
        }

        // Then
        for (int number = 0; number < 100; number++) {
            assertThat(memory.has("p" + number)).isEqualTo(latest.contains("p" + number));
        }
        assertThat(memory.latest())
                .isEqualTo(latest.stream().limit(ProductMemory.MOST_NAMED).toList());
        assertThat(bytes(memory).length).isLessThanOrEqualTo(ProductMemory.MOST * 4 + ProductMemory.MOST_NAMED * 4 + 4);
    }

    @Property(tries = 100)
    void survivesTheWayThroughBytes(@ForAll @Size(max = 100) List<@IntRange(max = 99) Integer> history) {
        ProductMemory memory = new ProductMemory();
        history.forEach(number -> memory.add(basket("p" + number)));
        StateReader in = new StateReader(bytes(memory));

        // When
        ProductMemory read = ProductMemory.read(in);

        // Then
        assertThat(in.atEnd()).isTrue();
        assertThat(read.latest()).isEqualTo(memory.latest());
        assertThat(bytes(read)).isEqualTo(bytes(memory));
    }

    @Test
    void shouldGiveThePartOfAnOrderThatIsNew() {
        ProductMemory memory = new ProductMemory();
        memory.add(basket("wine", "milk"));

        // When
        Basket fresh = memory.add(basket("milk", "bread"));

        // Then
        assertThat(fresh).isEqualTo(basket("bread"));
    }

    @Test
    void shouldRememberWhatEitherOfTwoCustomersBought() {
        ProductMemory one = memory(Stream.of("a1", "a2", "a3"));
        ProductMemory other = memory(Stream.of("b1", "b2", "b3", "b4"));

        // When
        one.merge(other);

        // Then
        assertThat(Stream.of("a1", "a2", "a3", "b1", "b2", "b3", "b4")).allMatch(one::has);
        assertThat(one.latest()).containsExactly("b4", "a3", "b3", "a2");
    }

    @Test
    void shouldKeepAsManyOfEachCustomersLatestWhenThereIsNotRoomForAll() {
        ProductMemory one = memory(Stream.iterate(0, i -> i + 1).limit(64).map(i -> "a" + i));
        ProductMemory other = memory(Stream.iterate(0, i -> i + 1).limit(64).map(i -> "b" + i));

        // When
        one.merge(other);

        // Then
        assertThat(Stream.of("a32", "a63", "b32", "b63")).allMatch(one::has);
        assertThat(Stream.of("a31", "b31")).noneMatch(one::has);
    }

    @Test
    void shouldTakeOneOctetForWhoBoughtNothing() {
        assertThat(bytes(new ProductMemory())).hasSize(1);
    }

    private static ProductMemory memory(Stream<String> products) {
        ProductMemory memory = new ProductMemory();
        products.forEach(product -> memory.add(basket(product)));
        return memory;
    }

    private static byte[] bytes(ProductMemory memory) {
        StateWriter out = new StateWriter();
        memory.write(out);
        return out.bytes();
    }

    private static Basket basket(String... products) {
        return new Basket(
                "o",
                0,
                Stream.of(products).map(product -> new Product(product, null)).toList());
    }
}
