package dev.segue.segmenter.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.segue.avro.SegmentChanged;
import dev.segue.avro.SegmentModel;
import dev.segue.avro.mapping.SegmentModelRecords;
import dev.segue.avro.topics.Topic;
import dev.segue.segmentation.assignment.Release;
import dev.segue.segmenter.model.Models;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ModelsInForceTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(Models.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    Path stateDir;

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void shouldKeepTheFormerModelWhenTheNewOneHasAnUnknownFeature() {
        SegmentModel unknown = SegmentModelRecords.toRecord(Segue.model(2, "monetary", 0, 1_000, Segue.FREE));
        unknown.getFeatures().getFirst().setName("shoe_size");
        shouldKeepTheFormerModel(unknown, "unknown feature 'shoe_size'");
    }

    @Test
    void shouldKeepTheFormerModelWhenTheNewOneHasAScaleOfZero() {
        SegmentModel unscaled = SegmentModelRecords.toRecord(Segue.model(2, "monetary", 0, 1_000, Segue.FREE));
        unscaled.getFeatures().getFirst().setScale(0);
        shouldKeepTheFormerModel(unscaled, "scale must be greater than zero");
    }

    @Test
    void shouldKeepTheFormerModelWhenWhatComesIsNoModel() {
        shouldKeepTheFormerModel(Segue.visit("c1", "v1", Segue.START), "dev.segue.avro.Visit");
    }

    @Test
    void shouldKeepTheFormerModelWhenTheBytesAreForeign() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));

            segue.sendRaw(Topic.SEGMENT_MODELS, "value".getBytes(UTF_8), "{}{}{}".getBytes(UTF_8), new RecordHeaders());
            segue.pass(Duration.ofSeconds(1));

            assertPlacedByTheFirst(segue, "first byte");
        }
    }

    private void shouldKeepTheFormerModel(SpecificRecord unusable, String why) {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            // Given
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));

            // When
            segue.send(Topic.SEGMENT_MODELS, "value", unusable);
            segue.pass(Duration.ofSeconds(1));

            // Then
            assertPlacedByTheFirst(segue, why);
        }
    }

    private void assertPlacedByTheFirst(Segue segue, String why) {
        segue.buy("c1", "e1", Segue.START, "60");
        SegmentChanged change = segue.changes.readValue();
        assertThat(change.getModelVersion()).isEqualTo(1);
        assertThat(change.getTo()).isEqualTo("value-2");

        // Said once, not at every look.
        segue.pass(Duration.ofSeconds(1));
        segue.pass(Duration.ofSeconds(1));
        assertThat(log.list.stream().filter(event -> event.getLevel() == Level.ERROR))
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .contains("segmentation value", "the one before stays in force", why));

        // And a usable one is taken over as if nothing had been.
        segue.publish(Segue.model(3, "monetary", 60, 100, Segue.FREE));
        assertThat(segue.changes.readValue().getModelVersion()).isEqualTo(3);
    }

    @Test
    void shouldStandInTheNewestPublishedVersionThatCanBeUsed() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            // Given versions that were in force, and others that were not or cannot be read
            segue.archive(Segue.model(9, "monetary", 0, 60, Segue.FREE), Release.Status.PUBLISHED);
            segue.archive(Segue.model(10, "monetary", 0, 100, Segue.FREE), Release.Status.PUBLISHED);
            segue.archive(Segue.model(11, "monetary", 0, 1_000, Segue.FREE), Release.Status.HELD);
            segue.archive(Segue.model(12, "monetary", 0, 1_000, Segue.FREE), Release.Status.DROPPED);
            segue.send(Topic.SEGMENT_MODELS, "value@13", Segue.visit("c1", "v1", Segue.START));
            segue.send(Topic.SEGMENT_MODELS, "value@last", Segue.visit("c1", "v1", Segue.START));

            // When the one in force is none, and none was before
            segue.send(Topic.SEGMENT_MODELS, "value", Segue.visit("c1", "v1", Segue.START));
            segue.pass(Duration.ofSeconds(1));

            // Then
            segue.buy("c1", "e1", Segue.START, "60");
            SegmentChanged change = segue.changes.readValue();
            assertThat(change.getModelVersion()).isEqualTo(10);
            assertThat(change.getTo()).isEqualTo("value-2");
            assertThat(log.list.stream().filter(event -> event.getLevel() == Level.ERROR))
                    .singleElement()
                    .satisfies(event -> assertThat(event.getFormattedMessage()).contains("v10, the newest that is"));
        }
    }

    @Test
    void shouldPlaceNobodyByVersionsThatAreNotInForce() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            // Given
            segue.archive(Segue.model(1, "monetary", 0, 100, Segue.FREE), Release.Status.HELD);

            // When
            segue.buy("c1", "e1", Segue.START, "60");

            // Then
            assertThat(segue.changes.isEmpty()).isTrue();
        }
    }

    @Test
    void shouldPlaceNobodyAnyMoreWhenTheModelIsRemoved() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            // Given
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));
            segue.buy("c1", "e1", Segue.START, "20");
            segue.changes.readValuesToList();

            // When
            segue.send(Topic.SEGMENT_MODELS, "value", null);
            segue.pass(Duration.ofSeconds(1));
            segue.buy("c1", "e2", Segue.START.plusSeconds(1), "90");
            segue.buy("c2", "e3", Segue.START.plusSeconds(1), "90");

            // Then
            assertThat(segue.changes.isEmpty()).isTrue();
            assertThat(segue.known("c1").state().lifetime().orders()).isEqualTo(2);
            assertThat(segue.deadLetters.isEmpty()).isTrue();
        }
    }

    @Test
    void shouldPlaceACustomerInEachSegmentation() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));
            SegmentModel other = SegmentModelRecords.toRecord(Segue.model(7, "frequency", 0, 10, Segue.FREE));
            other.setSegmentation("rhythm");
            segue.send(Topic.SEGMENT_MODELS, "rhythm", other);
            segue.pass(Duration.ofSeconds(1));

            segue.buy("c1", "e1", Segue.START, "90");

            assertThat(segue.changes.readValuesToList())
                    .extracting(SegmentChanged::getSegmentation, SegmentChanged::getTo)
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple("value", "value-2"),
                            org.assertj.core.groups.Tuple.tuple("rhythm", "value-1"));
        }
    }
}
