package dev.segue.segmenter.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.Cause;
import dev.segue.avro.SegmentChanged;
import dev.segue.avro.topics.Topic;
import dev.segue.segmentation.assignment.FlapControl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments at 0 and 100 along the money spent; the border is at 50. */
class FlapControlTest {
    @TempDir
    Path stateDir;

    @Test
    void shouldHoldBackAMoveThatIsNotNearerByTheMargin() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            // Given: a fifth nearer is wanted, so from 100 - x <= 0.8 x on, which is x >= 55.5556.
            segue.publish(Segue.model(1, "monetary", 0, 100, new FlapControl(0.2, Duration.ZERO, 1)));
            segue.buy("c1", "e1", Segue.START, "20");
            segue.changes.readValuesToList();

            // When
            segue.buy("c1", "e2", Segue.START.plusSeconds(1), "35.5555");

            // Then
            assertThat(segue.changes.isEmpty()).isTrue();
            assertThat(segue.count("segue.moves.suppressed", "segmentation", "value", "reason", "margin"))
                    .isEqualTo(1);

            // And one ten-thousandth further they move.
            segue.buy("c1", "e3", Segue.START.plusSeconds(2), "0.0001");
            assertThat(segue.changes.readValue().getTo()).isEqualTo("value-2");
            assertThat(segue.count("segue.moves.suppressed")).isEqualTo(1);
        }
    }

    @Test
    void shouldHoldBackAMoveBeforeTheDwellIsOver() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            // Given
            segue.publish(Segue.model(1, "monetary", 0, 100, new FlapControl(0, Duration.ofDays(7), 1)));
            segue.buy("c1", "e1", Segue.START, "20");
            segue.changes.readValuesToList();

            // When
            segue.buy("c1", "e2", Segue.day(7).minusMillis(1), "60");

            // Then
            assertThat(segue.changes.isEmpty()).isTrue();
            assertThat(segue.count("segue.moves.suppressed", "segmentation", "value", "reason", "dwell"))
                    .isEqualTo(1);

            // And exactly when it is over they move.
            segue.send(Topic.VISITS, "c1", Segue.visit("c1", "v1", Segue.day(7)));
            assertThat(segue.changes.readValuesToList())
                    .singleElement()
                    .satisfies(change -> assertThat(change.getTo()).isEqualTo("value-2"));
        }
    }

    @Test
    void shouldMoveWhenTheDwellEndsAlthoughNothingElseHappens() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            // Given someone held back by the dwell
            segue.publish(Segue.model(1, "monetary", 0, 100, new FlapControl(0, Duration.ofDays(7), 1)));
            segue.buy("c1", "e1", Segue.START, "20");
            segue.buy("c1", "e2", Segue.day(1), "60");
            segue.changes.readValuesToList();

            // When others bring the clock beyond
            segue.buy("c2", "e3", Segue.day(8), "1");

            // Then
            SegmentChanged change = segue.changes.readValue();
            assertThat(change.getUserId()).isEqualTo("c1");
            assertThat(change.getCause()).isEqualTo(Cause.TIME);
            assertThat(change.getTimestamp())
                    .isBetween(Segue.day(7), Segue.day(7).plusSeconds(61));
        }
    }

    @Test
    void shouldNotMakeANewModelWaitForTheDwell() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            FlapControl weekLong = new FlapControl(0, Duration.ofDays(7), 1);
            segue.publish(Segue.model(1, "monetary", 0, 100, weekLong));
            segue.buy("c1", "e1", Segue.START, "20");
            segue.changes.readValuesToList();

            segue.publish(Segue.model(2, "monetary", 0, 30, weekLong));

            assertThat(segue.changes.readValuesToList())
                    .singleElement()
                    .satisfies(change -> assertThat(change.getCause()).isEqualTo(Cause.MODEL));
        }
    }

    @Test
    void shouldLeaveACustomerInNoSegmentUntilThereIsEvidence() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            // Given
            segue.publish(Segue.model(1, "monetary", 0, 100, new FlapControl(0, Duration.ZERO, 3)));

            // When
            segue.buy("c1", "e1", Segue.START, "60");
            segue.send(Topic.VISITS, "c1", Segue.visit("c1", "v1", Segue.START));
            segue.buy("c1", "e2", Segue.START.plusSeconds(1), "60");

            // Then
            assertThat(segue.changes.isEmpty()).isTrue();
            assertThat(segue.known("c1").membership("value").segment()).isNull();

            // And the third order is enough.
            segue.buy("c1", "e3", Segue.START.plusSeconds(2), "60");
            List<SegmentChanged> changes = segue.changes.readValuesToList();
            assertThat(changes).hasSize(1);
            assertThat(changes.getFirst().getFrom()).isNull();
            assertThat(changes.getFirst().getTo()).isEqualTo("value-2");
            assertThat(changes.getFirst().getCause()).isEqualTo(Cause.BEHAVIOUR);
        }
    }

    @Test
    void shouldTakeACustomerOutWhenANewModelWantsMoreEvidence() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));
            segue.buy("c1", "e1", Segue.START, "60");
            segue.changes.readValuesToList();

            segue.publish(Segue.model(2, "monetary", 0, 100, new FlapControl(0, Duration.ZERO, 2)));

            SegmentChanged change = segue.changes.readValue();
            assertThat(change.getFrom()).isEqualTo("value-2");
            assertThat(change.getTo()).isNull();
            assertThat(change.getCause()).isEqualTo(Cause.MODEL);
            assertThat(segue.timers()).isEmpty();
        }
    }
}
