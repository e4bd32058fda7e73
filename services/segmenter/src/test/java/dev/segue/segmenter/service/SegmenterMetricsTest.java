package dev.segue.segmenter.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.strategy.Playbook;
import dev.segue.segmenter.ingest.Reason;
import dev.segue.spec.PlaybookReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class SegmenterMetricsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SegmenterMetrics metrics = new SegmenterMetrics(meters);

    @Test
    void shouldShowWhatMayBeCountedBeforeItIs() {
        // When
        Playbook playbook = PlaybookReader.read("value");
        metrics.expect(playbook);

        // Then
        assertThat(meters.find("segue.dead.letters").counters())
                .hasSize(Reason.values().length)
                .allSatisfy(counter -> assertThat(counter.count()).isZero());
        assertThat(meters.find("segue.events").counters()).hasSize(5);
        assertThat(meters.find("segue.strategy.triggers").counters())
                .hasSize(2 * playbook.strategies().size());
        assertThat(meters.find("segue.moves.suppressed")
                        .tag("segmentation", "value")
                        .counters())
                .isNotEmpty();
    }

    @Test
    void shouldTellOfATaskWhileItIsOpen() {
        // Given
        TaskMetrics task = metrics.task(3);

        // When
        task.late(1_500);
        task.sweeping(true);

        // Then
        assertThat(meters.get("segue.timers.late").tag("partition", "3").gauge().value())
                .isEqualTo(1.5);
        assertThat(meters.get("segue.sweep.running").gauge().value()).isEqualTo(1);

        // When
        task.close();

        // Then
        assertThat(meters.find("segue.timers.late").gauge()).isNull();
        assertThat(meters.find("segue.sweep.running").gauge()).isNull();
    }
}
