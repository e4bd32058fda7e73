package dev.segue.segmentation.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.segue.segmentation.AnyEvents;
import dev.segue.segmentation.assignment.Membership;
import dev.segue.segmentation.event.CustomerEvent;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.features.StateWriter;
import dev.segue.segmentation.value.Outlook;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CustomerTest {
    private static final Decay DECAY = Decay.halfLife(Duration.ofDays(90));

    @Property(tries = 300)
    void everyFieldSurvivesTheStore(
            @ForAll("histories") List<CustomerEvent> history,
            @ForAll("memberships") List<Membership> memberships,
            @ForAll long timer,
            @ForAll long snapshotAt,
            @ForAll boolean snapshotDue) {
        // Given
        Customer customer = new Customer();
        history.forEach(event -> customer.state().apply(event, DECAY));
        memberships.forEach(customer::place);
        customer.timer(timer);
        customer.snapshotTaken(snapshotAt);
        if (snapshotDue) {
            customer.changed();
        }

        // When
        byte[] bytes = customer.encode(new StateWriter());
        Customer read = Customer.decode(bytes);

        // Then
        assertThat(read)
                .usingRecursiveComparison()
                .withEqualsForType(Float::equals, Float.class)
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(customer);
        assertThat(read.encode(new StateWriter())).isEqualTo(bytes);
    }

    @Test
    void aCustomerIsInOnePlaceOfASegmentation() {
        Customer customer = new Customer();
        customer.place(membership("value", "s1"));
        customer.place(membership("taste", "t1"));
        customer.place(membership("value", "s2"));

        assertThat(customer.membership("value").segment()).isEqualTo("s2");
        assertThat(customer.membership("taste").segment()).isEqualTo("t1");
        assertThat(customer.membership("other").segment()).isNull();
        assertThat(customer.memberships()).hasSize(2);
    }

    @Test
    void aSnapshotIsDueFromAChangeUntilItIsTaken() {
        Customer customer = new Customer();
        assertThat(customer.snapshotDue()).isFalse();

        customer.changed();
        assertThat(customer.snapshotDue()).isTrue();

        customer.snapshotTaken(7);
        assertThat(customer.snapshotDue()).isFalse();
        assertThat(customer.snapshotAt()).isEqualTo(7);
    }

    @Test
    void bytesOfAnotherFormatAreRefused() {
        byte[] bytes = new Customer().encode(new StateWriter());
        bytes[0] = 99;

        assertThatIllegalStateException()
                .isThrownBy(() -> Customer.decode(bytes))
                .withMessageContaining("format 99");
    }

    @Provide
    Arbitrary<List<CustomerEvent>> histories() {
        return AnyEvents.histories(120);
    }

    @Provide
    Arbitrary<List<Membership>> memberships() {
        Arbitrary<Membership> placed = Combinators.combine(
                        Arbitraries.of("value", "taste", "é€𐍈"),
                        Arbitraries.of("s1", "s2").injectNull(0.1),
                        Arbitraries.longs().between(1, Long.MAX_VALUE),
                        Arbitraries.longs(),
                        Arbitraries.longs().between(1, Long.MAX_VALUE),
                        Arbitraries.integers(),
                        Arbitraries.floats().injectNull(0.1).list().ofMinSize(1).ofMaxSize(8),
                        former().list().ofMaxSize(Membership.MOST_FORMERS))
                .as((segmentation, segment, version, since, changes, hash, entered, formers) -> {
                    float[] values = new float[entered.size()];
                    for (int i = 0; i < values.length; i++) {
                        Float value = entered.get(i);
                        values[i] = value == null ? Float.NaN : value;
                    }
                    Outlook outlook = hash % 3 == 0 ? null : new Outlook(changes, hash % 2 == 0);
                    return new Membership(
                            segmentation, segment, version, since, changes, hash, values, formers, outlook);
                });
        Arbitrary<Membership> nowhere = Arbitraries.of("value", "taste").map(Membership::none);
        return Arbitraries.oneOf(placed, nowhere).list().ofMaxSize(4);
    }

    private static Arbitrary<Membership.Former> former() {
        return Combinators.combine(
                        Arbitraries.of("s1", "s2").injectNull(0.2),
                        Arbitraries.longs().between(1, Long.MAX_VALUE / 2))
                .as(Membership.Former::new);
    }

    private static Membership membership(String segmentation, String segment) {
        return new Membership(segmentation, segment, 1, 0, 1, 0, new float[0], List.of());
    }
}
