package dev.segue.segmenter.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.Cause;
import dev.segue.avro.SegmentChanged;
import dev.segue.avro.topics.Topic;
import dev.segue.segmentation.assignment.FlapControl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CausesTest {
    @TempDir
    Path stateDir;

    @Test
    void shouldNameTheProfileUpdateThatMovedTheCustomer() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            segue.publish(Segue.model(1, "profile.income", 0, 100, Segue.FREE));
            segue.buy("c1", "e1", Segue.START, "20");
            segue.changes.readValuesToList();

            segue.send(
                    Topic.PROFILES, "c1", Segue.profile("c1", "p1", Segue.START.plusSeconds(9), Map.of("income", 90L)));

            SegmentChanged change = segue.changes.readValue();
            assertThat(change.getCause()).isEqualTo(Cause.PROFILE);
            assertThat(change.getCausedBy()).isEqualTo("p1");
            assertThat(change.getTimestamp()).isEqualTo(Segue.START.plusSeconds(9));
        }
    }

    @Test
    void shouldNameTheVisitThatMovedTheCustomer() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            segue.publish(Segue.model(1, "visits", 0, 1, Segue.FREE));
            segue.buy("c1", "e1", Segue.START, "20");
            segue.changes.readValuesToList();

            segue.send(Topic.VISITS, "c1", Segue.visit("c1", "v1", Segue.START.plusSeconds(9)));

            SegmentChanged change = segue.changes.readValue();
            assertThat(change.getCause()).isEqualTo(Cause.BEHAVIOUR);
            assertThat(change.getCausedBy()).isEqualTo("v1");
        }
    }

    @Test
    void shouldCarryTheSameFactsInHeadersAsCloudEventsDo() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));

            segue.buy("c1", "e1", Segue.START, "20");

            TestRecord<String, SegmentChanged> record = segue.changes.readRecord();
            assertThat(headers(record))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "ce_specversion", "1.0",
                            "ce_id", record.value().getId(),
                            "ce_source", "/test",
                            "ce_type", "dev.segue.SegmentChanged",
                            "ce_time", "2026-03-01T12:00:00Z",
                            "content-type", "application/avro",
                            "segue_arrived_at", Long.toString(Segue.WALL.toEpochMilli())));
        }
    }

    /** More customers than a sweep looks at in a tick, so that the last of them has an event before it gets there. */
    @Test
    void shouldLetAModelDecideBeforeTheEventThatComesAfterIt() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            // Given
            IntStream.range(0, 520).forEach(i -> segue.buy("c%03d".formatted(i), "e" + i, Segue.START, "20"));
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));
            assertThat(segue.known("c519").membership("value").segment()).isNull();
            segue.changes.readValuesToList();

            // When
            segue.buy("c519", "late", Segue.START.plusSeconds(60), "70");

            // Then
            List<SegmentChanged> changes = segue.changes.readValuesToList();
            assertThat(changes).extracting(SegmentChanged::getUserId).containsOnly("c519");
            assertThat(changes).extracting(SegmentChanged::getCause).containsExactly(Cause.BACKFILL, Cause.BEHAVIOUR);
            assertThat(changes).extracting(SegmentChanged::getTo).containsExactly("value-1", "value-2");
            assertThat(changes).extracting(SegmentChanged::getCausedBy).containsExactly(null, "late");

            // Given all are placed, and a second model comes
            segue.pass(Duration.ofSeconds(1));
            segue.publish(Segue.model(2, "monetary", 500, 90, Segue.FREE));
            segue.changes.readValuesToList();

            // When
            segue.buy("c518", "rich", Segue.START.plusSeconds(61), "900");

            // Then
            changes = segue.changes.readValuesToList();
            assertThat(changes).extracting(SegmentChanged::getCause).containsExactly(Cause.MODEL, Cause.BEHAVIOUR);
            assertThat(changes).extracting(SegmentChanged::getTo).containsExactly("value-2", "value-1");
            assertThat(changes).extracting(SegmentChanged::getModelVersion).containsExactly(2L, 2L);
        }
    }

    @Test
    void shouldNotSpeakOfABackfillForSomeoneWhoCameAfterTheModel() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            segue.publish(Segue.model(1, "monetary", 0, 100, new FlapControl(0, Duration.ZERO, 0)));

            segue.buy("c1", "e1", Segue.START, "60");

            assertThat(segue.changes.readValuesToList()).singleElement().satisfies(change -> {
                assertThat(change.getCause()).isEqualTo(Cause.BEHAVIOUR);
                assertThat(change.getTo()).isEqualTo("value-2");
            });
        }
    }

    @Test
    void shouldSpeakOfTheModelWhenALaterOnePlacesACustomerTheFirstLeftInNone() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            segue.publish(Segue.model(1, "monetary", 0, 100, new FlapControl(0, Duration.ZERO, 2)));
            segue.buy("c1", "e1", Segue.START, "60");

            segue.publish(Segue.model(2, "monetary", 0, 100, Segue.FREE));

            assertThat(segue.changes.readValue().getCause()).isEqualTo(Cause.MODEL);
        }
    }

    @Test
    void shouldGiveTheSameIdsWheneverTheSameHappens(@TempDir Path otherDir) {
        List<SegmentChanged> once = changesOfAStory(stateDir);
        List<SegmentChanged> again = changesOfAStory(otherDir);

        assertThat(once).hasSizeGreaterThan(6).isEqualTo(again);
        assertThat(once).extracting(SegmentChanged::getId).doesNotHaveDuplicates();
    }

    private static List<SegmentChanged> changesOfAStory(Path dir) {
        try (Segue segue = new Segue(dir, ClockMode.EVENT)) {
            segue.buy("c1", "e1", Segue.START, "20");
            segue.buy("c2", "e1", Segue.START, "80");
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));
            segue.buy("c1", "e2", Segue.day(1), "60");
            segue.buy("c2", "e2", Segue.day(2), "1");
            segue.publish(Segue.model(2, "recency_days", 0, 100, Segue.FREE));
            segue.buy("c3", "e1", Segue.day(70), "1");
            segue.pass(Duration.ofSeconds(1));
            segue.buy("c1", "e3", Segue.day(71), "60");
            return segue.changes.readValuesToList();
        }
    }

    private static Map<String, String> headers(TestRecord<String, SegmentChanged> record) {
        Map<String, String> headers = new java.util.HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), java.nio.charset.StandardCharsets.UTF_8));
        }
        return headers;
    }
}
