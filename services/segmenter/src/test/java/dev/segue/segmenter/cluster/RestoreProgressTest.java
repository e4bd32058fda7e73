package dev.segue.segmenter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreProgressTest {
    private static final TopicPartition CUSTOMERS = new TopicPartition("customers-changelog", 3);
    private static final TopicPartition TIMERS = new TopicPartition("timers-changelog", 3);

    private final RestoreProgress progress = new RestoreProgress();

    @Test
    void shouldAddUpWhatIsLeftOfAPartitionsChangelogs() {
        // Given
        progress.onRestoreStart(CUSTOMERS, "customers", 100, 1_100);
        progress.onRestoreStart(TIMERS, "timers", 0, 50);
        progress.onRestoreStart(new TopicPartition("customers-changelog", 4), "customers", 0, 7);

        // When
        progress.onBatchRestored(CUSTOMERS, "customers", 599, 500);

        // Then
        assertThat(progress.remaining(3)).isEqualTo(550);
        assertThat(progress.remaining()).isEqualTo(557);
        progress.onRestoreEnd(CUSTOMERS, "customers", 1_000);
        assertThat(progress.remaining(3)).isEqualTo(50);
        progress.onRestoreSuspended(TIMERS, "timers", 0);
        assertThat(progress.remaining(3)).isZero();
        assertThat(progress.remaining(4)).isEqualTo(7);
    }
}
