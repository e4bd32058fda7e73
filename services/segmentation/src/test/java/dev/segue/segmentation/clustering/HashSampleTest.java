package dev.segue.segmentation.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class HashSampleTest {
    @Property(tries = 200)
    void sameCustomersAreInItWhateverTheOrderTheyComeIn(
            @ForAll @UniqueElements List<String> customers,
            @ForAll @IntRange(min = 1, max = 20) int bound,
            @ForAll long seed) {
        // Given
        List<String> shuffled = new ArrayList<>(customers);
        Collections.shuffle(shuffled, new Random(seed));

        // When
        List<String> one = sampled(customers, bound);
        List<String> other = sampled(shuffled, bound);

        // Then
        assertThat(one).isEqualTo(other).hasSize(Math.min(bound, customers.size()));
    }

    @Test
    void aSmallerSampleIsPartOfALargerOne() {
        // Given
        List<String> customers =
                IntStream.range(0, 1000).mapToObj(i -> "customer-" + i).toList();

        // When, Then
        assertThat(sampled(customers, 100)).containsAll(sampled(customers, 40));
    }

    @Test
    void holdsTheLatestValueOfAMember() {
        // Given
        HashSample<Integer> sample = new HashSample<>(2);
        sample.put("a", 1);
        sample.put("b", 2);

        // When
        boolean in = sample.put("a", 3);

        // Then
        assertThat(in).isTrue();
        assertThat(sample.size()).isEqualTo(2);
        assertThat(sample.get("a")).isEqualTo(3);
    }

    @Test
    void aRemovedCustomerLeavesAPlace() {
        // Given
        HashSample<Integer> sample = new HashSample<>(2);
        sample.put("a", 1);
        sample.put("b", 2);

        // When
        sample.remove("a");
        sample.remove("nobody");

        // Then
        assertThat(sample.get("a")).isNull();
        assertThat(sample.put("c", 3)).isTrue();
        assertThat(sample.size()).isEqualTo(2);
    }

    @Test
    void customersWithSimilarIdsAreSampledEvenly() {
        // Given ids that differ in a counter only
        List<String> customers =
                IntStream.range(0, 100_000).mapToObj("customer-%06d"::formatted).toList();

        // When
        double mean = sampled(customers, 5_000).stream()
                .mapToInt(customer -> Integer.parseInt(customer.substring("customer-".length())))
                .average()
                .orElseThrow();

        // Then within four standard errors of the middle
        assertThat(mean).isCloseTo(50_000, within(4 * 100_000 / Math.sqrt(12 * 5_000)));
    }

    @Test
    void refusesABoundOfZero() {
        assertThatThrownBy(() -> new HashSample<String>(0)).hasMessage("bound must be 1 or more, not 0");
    }

    private static List<String> sampled(List<String> customers, int bound) {
        HashSample<Boolean> sample = new HashSample<>(bound);
        customers.forEach(customer -> sample.put(customer, true));
        List<String> members = new ArrayList<>();
        sample.forEach((customer, value) -> members.add(customer));
        return members;
    }
}
