package dev.segue.segmenter.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.Cause;
import dev.segue.avro.SegmentChanged;
import dev.segue.avro.topics.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentChangesTest {
    @TempDir
    Path stateDir;

    @Test
    void shouldPublishAMoveWithItsCauseAndExplanation() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            segue.publish(Segue.model(1, "monetary", 10, 100, Segue.FREE));
            segue.send(Topic.PURCHASES, "c1", Segue.purchase("c1", "e1", Segue.START, "20"));
            segue.changes.readRecordsToList();

            segue.send(Topic.PURCHASES, "c1", Segue.purchase("c1", "e2", Segue.START.plusSeconds(60), "70.0001"));

            List<TestRecord<String, SegmentChanged>> records = segue.changes.readRecordsToList();
            assertThat(records).hasSize(1);
            SegmentChanged change = records.getFirst().value();
            assertThat(records.getFirst().key()).isEqualTo("c1");
            assertThat(change.getFrom()).isEqualTo("value-1");
            assertThat(change.getTo()).isEqualTo("value-2");
            assertThat(change.getToSlug()).isEqualTo("high");
            assertThat(change.getCause()).isEqualTo(Cause.BEHAVIOUR);
            assertThat(change.getCausedBy()).isEqualTo("e2");
            assertThat(change.getTimestamp()).isEqualTo(Segue.START.plusSeconds(60));
            assertThat(change.getExplanation()).hasSize(1);
            assertThat(change.getExplanation().getFirst().getFeature()).isEqualTo("monetary");
            assertThat(change.getExplanation().getFirst().getPrevious()).isEqualTo(20.0);
            assertThat(change.getExplanation().getFirst().getValue()).isEqualTo(90.0001);
            Header type = records.getFirst().headers().lastHeader("ce_type");
            assertThat(new String(type.value())).isEqualTo("dev.segue.SegmentChanged");
        }
    }

    @Test
    void shouldMoveACustomerWhenTimeAloneDoesAndDateItTheMomentItFellDue() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            segue.publish(Segue.model(1, "recency_days", 0, 100, Segue.FREE));
            segue.send(Topic.PURCHASES, "c1", Segue.purchase("c1", "e1", Segue.START, "20"));
            segue.changes.readRecordsToList();

            // Another customer's purchase brings the event clock past the fiftieth day.
            segue.send(Topic.PURCHASES, "c2", Segue.purchase("c2", "e2", Segue.START.plus(Duration.ofDays(60)), "20"));
            segue.pass(Duration.ofSeconds(1));

            TestRecord<String, SegmentChanged> moved = segue.changes.readRecordsToList().stream()
                    .filter(record -> "c1".equals(record.key()))
                    .toList()
                    .getFirst();
            assertThat(moved.headers().lastHeader("segue_arrived_at"))
                    .as("another customer's purchase is not its cause")
                    .isNull();
            SegmentChanged change = moved.value();
            assertThat(change.getCause()).isEqualTo(Cause.TIME);
            assertThat(change.getToSlug()).isEqualTo("high");
            assertThat(change.getTimestamp())
                    .isBetween(
                            Segue.START.plus(Duration.ofDays(50)),
                            Segue.START.plus(Duration.ofDays(50)).plusSeconds(61));
        }
    }

    @Test
    void shouldBackfillCustomersWhoWereThereBeforeTheFirstModelAndReassignThemOnTheNext() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            segue.send(Topic.PURCHASES, "c1", Segue.purchase("c1", "e1", Segue.START, "40"));
            segue.publish(Segue.model(1, "monetary", 10, 100, Segue.FREE));
            segue.publish(Segue.model(2, "monetary", 10, 50, Segue.FREE));

            List<SegmentChanged> changes = segue.changes.readValuesToList();
            assertThat(changes).extracting(SegmentChanged::getCause).containsExactly(Cause.BACKFILL, Cause.MODEL);
            assertThat(changes).extracting(SegmentChanged::getTo).containsExactly("value-1", "value-2");
            assertThat(changes.get(0).getId()).isNotEqualTo(changes.get(1).getId());
        }
    }
}
