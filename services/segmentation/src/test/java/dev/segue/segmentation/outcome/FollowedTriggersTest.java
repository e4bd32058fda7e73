package dev.segue.segmentation.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowedTriggersTest {
    private static final ArmKey ARM = new ArmKey("value", "s1", 1, "welcome", null, false);
    private static final long WINDOW = 1_000;

    @Test
    void shouldNotRememberAnOrderFromBeforeTheFirstTrigger() {
        // Given
        FollowedTriggers followed = new FollowedTriggers();
        followed.triggered(Trigger.of("t1", ARM, 5_000, WINDOW));
        byte[] before = bytes(followed);

        // When
        List<OutcomeChange> changes = followed.take(order("o1", 5_000));

        // Then
        assertThat(changes).isEmpty();
        assertThat(bytes(followed)).isEqualTo(before);
    }

    @Test
    void shouldStillKnowItsWindowsWhenItWasWrittenAndRead() {
        // Given
        FollowedTriggers followed = new FollowedTriggers();
        followed.triggered(Trigger.of("t1", ARM, 5_000, WINDOW));
        FollowedTriggers read = FollowedTriggers.read(new StateReader(bytes(followed)));

        // When
        List<OutcomeChange> tooEarly = read.take(order("o1", 5_000));
        List<OutcomeChange> first = read.take(order("o2", 5_001));
        List<OutcomeChange> last = read.take(order("o3", 6_000));
        List<OutcomeChange> tooLate = read.take(order("o4", 6_001));

        // Then
        assertThat(tooEarly).isEmpty();
        assertThat(first).hasSize(1);
        assertThat(last).hasSize(1);
        assertThat(tooLate).isEmpty();
    }

    @Test
    void shouldAddWhatIsShippedAfterTheWindowToItsOrder() {
        // Given
        FollowedTriggers followed = new FollowedTriggers();
        followed.triggered(Trigger.of("t1", ARM, 5_000, WINDOW));
        followed.take(order("o1", 5_500));

        // When
        List<OutcomeChange> changes = followed.take(order("o1", 9_000));

        // Then
        assertThat(changes)
                .singleElement()
                .satisfies(change -> assertThat(change.after().revenue())
                        .isEqualTo(2 * order("o1", 5_500).value()));
    }

    @Test
    void shouldPutAnOrderDownToAnEarlierTriggerThatAMergeBrings() {
        // Given
        FollowedTriggers followed = new FollowedTriggers();
        followed.triggered(Trigger.of("t2", ARM, 5_500, WINDOW));
        FollowedTriggers other = new FollowedTriggers();
        other.triggered(Trigger.of("t1", ARM, 5_000, WINDOW));
        followed.merge(other);

        // When
        List<OutcomeChange> changes = followed.take(order("o1", 5_200));

        // Then
        assertThat(changes).hasSize(1);
        assertThat(changes.getFirst().after().buyer()).isTrue();
    }

    private static Order order(String id, long at) {
        return new Order(
                id, at, at, Order.Kind.PURCHASE, null, false, 0, List.of(new Order.Line("p1", null, 10_000, 1, 0)));
    }

    private static byte[] bytes(FollowedTriggers followed) {
        StateWriter out = new StateWriter();
        followed.write(out);
        return out.bytes();
    }
}
