package dev.segue.segmenter.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmenter.cluster.CustomerOrder;
import dev.segue.segmenter.cluster.OpenCustomers;
import dev.segue.segmenter.cluster.StoredInMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PagePartTest {
    @Test
    void shouldGoThroughTasksAsIfTheyWereOneUntilThePageIsFull() {
        // Given
        OpenCustomers customers = StoredInMemory.open(new StoredInMemory("a", "c", "e"), new StoredInMemory("b", "d"));

        // When
        PagePart<IdView> part = part(customers, new PageRequest(null, 3), "");

        // Then
        assertThat(part.partitions()).containsExactly(0, 1);
        assertThat(ids(part.items())).containsExactly("a", "b", "c");
        assertThat(part.lookedTo()).isEqualTo("c");
        PagePart<IdView> rest = part(customers, new PageRequest("c", 3), "");
        assertThat(ids(rest.items())).containsExactly("d", "e");
        assertThat(rest.lookedTo()).isNull();
    }

    @Test
    void shouldKeepToIdsThatBeginAlike() {
        OpenCustomers customers =
                StoredInMemory.open(new StoredInMemory("a1", "b1", "b2"), new StoredInMemory("b", "c"));

        PagePart<IdView> part = part(customers, new PageRequest(null, 50), "b");

        assertThat(ids(part.items())).containsExactly("b", "b1", "b2");
        assertThat(part.lookedTo()).isNull();
        assertThat(ids(part(customers, new PageRequest("a", 50), "b").items()))
                .as("a cursor of another prefix")
                .containsExactly("b", "b1", "b2");
    }

    @Test
    void shouldStopWhenEnoughCustomersWereLookedAt() {
        // Given more customers than are looked at for one page, and only the last is wanted
        String[] ids = IntStream.rangeClosed(0, PagePart.MOST_LOOKED_AT)
                .mapToObj("c%06d"::formatted)
                .toArray(String[]::new);
        OpenCustomers customers = StoredInMemory.open(new StoredInMemory(ids));
        String last = ids[ids.length - 1];

        // When
        PagePart<IdView> part = PagePart.of(
                customers, new PageRequest(null, 10), "", (id, stored) -> id.equals(last) ? new IdView(id) : null);

        // Then
        assertThat(part.items()).isEmpty();
        assertThat(part.lookedTo()).isEqualTo(ids[PagePart.MOST_LOOKED_AT - 1]);
        Page<IdView> page = PagePart.merged(List.of(part), 10);
        assertThat(page.hasMore()).isTrue();
        assertThat(page.cursor()).isNotNull();
    }

    /** What lies beyond where another instance stopped may have others before it. */
    @Test
    void shouldOnlyShowWhatAllInstancesHaveLookedAt() {
        PagePart<IdView> stopped = received(List.of("b", "d"), "d");
        PagePart<IdView> done = received(List.of("a", "c", "z"), null);

        Page<IdView> page = PagePart.merged(List.of(stopped, done), 50);

        assertThat(ids(page.items())).containsExactly("a", "b", "c", "d");
        assertThat(page.cursor()).isEqualTo(PageRequest.cursor("d"));
        assertThat(page.hasMore()).isTrue();
    }

    @Test
    void shouldEndAfterTheLast() {
        Page<IdView> page = PagePart.merged(List.of(received(List.of("a"), null), received(List.of("b"), null)), 2);

        assertThat(ids(page.items())).containsExactly("a", "b");
        assertThat(page.cursor()).isNull();
        assertThat(page.hasMore()).isFalse();
    }

    /** Beyond the basic plane, Java's order of strings is another than that of octets. */
    @Test
    void shouldOrderAsStoresDo() {
        assertThat(Stream.of("🎁", "\uFB01", "é", "z").sorted(CustomerOrder.BY_OCTETS))
                .containsExactly("z", "é", "\uFB01", "🎁");
    }

    @Test
    void shouldShowEveryCustomerOnceHoweverTheyAreSpreadAndCut() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            // Given customers on two instances, of whom some are wanted
            List<List<String>> instances = List.of(new ArrayList<>(), new ArrayList<>());
            List<String> wanted = new ArrayList<>();
            for (int customer = 0; customer < 40; customer++) {
                String id = (customer % 3 == 0 ? "w" : "c") + random.nextInt(1_000_000);
                instances.get(random.nextInt(2)).add(id);
                if (id.startsWith("w")) {
                    wanted.add(id);
                }
            }
            int limit = 1 + random.nextInt(7);

            // When
            List<String> shown = new ArrayList<>();
            String cursor = null;
            do {
                PageRequest request = PageRequest.of(cursor, limit);
                Page<IdView> page = PagePart.merged(
                        instances.stream()
                                .map(ids -> wanted(new StoredInMemory(ids.toArray(String[]::new)), request))
                                .toList(),
                        limit);
                shown.addAll(ids(page.items()));
                cursor = page.cursor();
            } while (cursor != null);

            // Then
            assertThat(shown).isEqualTo(wanted.stream().sorted().distinct().toList());
        }
    }

    private static PagePart<IdView> wanted(StoredInMemory store, PageRequest page) {
        return PagePart.of(
                StoredInMemory.open(store), page, "", (id, stored) -> id.startsWith("w") ? new IdView(id) : null);
    }

    private static PagePart<IdView> part(OpenCustomers customers, PageRequest page, String prefix) {
        return PagePart.of(customers, page, prefix, (id, stored) -> new IdView(id));
    }

    private static PagePart<IdView> received(List<String> ids, @Nullable String lookedTo) {
        return new PagePart<>(new TreeSet<>(), ids.stream().map(IdView::new).toList(), lookedTo);
    }

    private static List<String> ids(List<IdView> items) {
        return items.stream().map(IdView::customerId).toList();
    }
}
