package dev.segue.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.spec.SegmentationSpec;
import dev.segue.spec.SpecReader;
import dev.segue.trainer.sample.TrainingClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrainerSettingsTest {
    private static final Map<String, String> KAFKA = Map.of("bootstrap.servers", "127.0.0.1:1");
    private static final SegmentationSpec VALUE = SpecReader.read("value");

    @Test
    void anIntervalOfTheTrainersOwnIsForAllSegmentations() {
        assertThat(settings(KAFKA, 20_000, null, VALUE).interval(VALUE)).isEqualTo(Duration.ofHours(1));
        assertThat(settings(KAFKA, 20_000, Duration.ofSeconds(5), VALUE).interval(VALUE))
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void refusesWhatCannotWork() {
        assertThatThrownBy(() -> settings(Map.of(), 20_000, null, VALUE))
                .hasMessage("kafka.bootstrap.servers is missing; it must be host:port");
        assertThatThrownBy(() -> settings(KAFKA, 20_000, Duration.ZERO, VALUE))
                .hasMessage("interval must be more than zero, not PT0S");
        assertThatThrownBy(() -> settings(KAFKA, 20_000, null, VALUE, VALUE))
                .hasMessage("segmentation value is specified twice");
        assertThatThrownBy(() -> settings(KAFKA, 199, null, VALUE))
                .hasMessage("sample bound 199 is less than the 200 customers that segmentation value waits for");
    }

    @Test
    void refusesASegmentationMadeForAnotherClock() {
        // Given
        String yaml = SpecReader.shipped("value");

        // When, Then
        assertThat(settings(KAFKA, 20_000, null, SpecReader.parse("v.yaml", yaml + "clock: wall"))
                        .specs())
                .hasSize(1);
        assertThatThrownBy(() -> settings(KAFKA, 20_000, null, SpecReader.parse("v.yaml", yaml + "clock: event")))
                .hasMessage(
                        "segmentation value is made for clock: event, but segue.clock is wall; set one as the other");
    }

    private static TrainerSettings settings(
            Map<String, String> kafka, int bound, @Nullable Duration interval, SegmentationSpec... specs) {
        return new TrainerSettings(
                kafka,
                "http://127.0.0.1:1",
                Map.of(),
                new TopicCatalogue("t."),
                TrainingClock.WALL,
                bound,
                interval,
                List.of(specs));
    }
}
