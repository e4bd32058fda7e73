package dev.segue.segmentation.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.UniqueElements;

class RecentIdsTest {
    @Property(tries = 200)
    void theLatestAreNeverForgotten(
            @ForAll @IntRange(min = 2, max = 64) int capacity, @ForAll @UniqueElements List<Long> added) {
        RecentIds ids = new RecentIds(capacity);
        for (int i = 0; i < added.size(); i++) {
            ids.add(added.get(i));

            for (int j = Math.max(0, i - capacity / 2); j <= i; j++) {
                assertThat(ids.contains(added.get(j))).isTrue();
            }
        }
    }

    @Property(tries = 200)
    void whatLeavesAndWhatStaysIsAllThatWasAdded(
            @ForAll @IntRange(min = 2, max = 64) int capacity, @ForAll @UniqueElements List<Long> added) {
        // Given
        RecentIds ids = new RecentIds(capacity);
        List<Long> left = new ArrayList<>();

        // When
        for (long id : added) {
            for (long gone : ids.add(id)) {
                left.add(gone);
            }
        }

        // Then
        List<Long> stayed = added.stream().filter(ids::contains).toList();
        List<Long> all = new ArrayList<>(left);
        all.addAll(stayed);
        assertThat(all).containsExactlyElementsOf(added);
        assertThat(stayed).hasSizeLessThanOrEqualTo(capacity);
    }
}
