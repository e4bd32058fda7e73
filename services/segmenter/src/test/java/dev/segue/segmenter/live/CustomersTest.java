package dev.segue.segmenter.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.customer.Customer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CustomersTest {
    private final TaskOnMemory task = new TaskOnMemory(Segue.settings(ClockMode.EVENT, 500, 2));
    private final Customers customers = task.customers(2);

    @Test
    void shouldAskTheStoreOnlyForThoseNotSeenLately() {
        // Given
        List.of("c1", "c2", "c3").forEach(id -> customers.put(id, customer(7)));

        // When
        List.of("c3", "c2", "c1", "c1").forEach(customers::get);

        // Then: c1 made way for c3, and was read back.
        assertThat(task.calls).containsEntry("customers.put", 3).containsEntry("customers.get", 1);
    }

    @Test
    void shouldForgetWhoWasSeenLongestAgo() {
        // Given
        List.of("c1", "c2").forEach(id -> customers.put(id, customer(7)));
        customers.get("c1");
        customers.put("c3", customer(7));

        // When
        customers.get("c1");

        // Then
        assertThat(task.calls).doesNotContainKey("customers.get");
    }

    @Test
    void shouldWriteEveryChangeAtOnce() {
        customers.put("c1", customer(7));
        customers.put("c1", customer(8));

        assertThat(task.known("c1").timer()).isEqualTo(8);
        assertThat(customers.get("c1")).extracting(Customer::timer).isEqualTo(8L);
    }

    @Test
    void shouldNotKeepWhatWasChangedButNotPut() {
        // Given
        customers.put("c1", customer(7));

        // When
        Objects.requireNonNull(customers.get("c1")).timer(8);

        // Then
        assertThat(customers.get("c1")).extracting(Customer::timer).isEqualTo(7L);
    }

    /** Of whom both generations know something. */
    @Test
    void shouldNotRememberWhoWasRemovedWhereverTheyAreKept() {
        // Given
        customers.put("c1", customer(7));
        customers.put("c2", customer(7));
        customers.get("c1");

        // When
        boolean removed = customers.remove("c1");

        // Then
        assertThat(removed).isTrue();
        assertThat(customers.get("c1")).isNull();
        assertThat(customers.remove("c1")).isFalse();
    }

    @Test
    void shouldNotKnowAnyoneWhoWasNeverPut() {
        assertThat(customers.get("nobody")).isNull();
    }

    @Test
    void shouldGoThroughAllInSteps() {
        // Given
        List.of("c3", "c1", "c2").forEach(id -> customers.put(id, customer(7)));
        List<String> seen = new ArrayList<>();

        // When
        String first = customers.look(null, 2, (id, customer) -> seen.add(id));
        String second = customers.look(first, 2, (id, customer) -> seen.add(id));

        // Then
        assertThat(first).isEqualTo("c2");
        assertThat(second).isNull();
        assertThat(seen).containsExactly("c1", "c2", "c3");
    }

    @Test
    void shouldKnowAfterARestartWhatIsInTheStore() {
        // Given
        task.buy("c1", "e1", Segue.START, 7);
        task.buy("c1", "e2", Segue.START.plus(Duration.ofDays(1)), 7);

        // When
        task.restart();
        task.buy("c1", "e3", Segue.START.plus(Duration.ofDays(2)), 7);

        // Then
        assertThat(task.known("c1").state().lifetime().orders()).isEqualTo(3);
    }

    private static Customer customer(long timer) {
        Customer customer = new Customer();
        customer.timer(timer);
        return customer;
    }
}
