package dev.segue.segmenter.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.junit.jupiter.api.Test;

class OpenTasksTest {
    private final OpenTasks tasks = new OpenTasks();

    @Test
    void shouldKnowATaskFromWhenItIsRestoredUntilItIsClosed() {
        // Given
        assertThatThrownBy(() -> tasks.claim(3))
                .isInstanceOf(NotNowException.class)
                .hasMessageContaining("partition 3 is not open here");

        // When
        Processor<byte[], byte[], Void, Void> task = opened(3);

        // Then
        assertThat(tasks.partitions()).containsExactly(3);
        OpenTasks.Claim claim = tasks.claim(3);
        assertThatCode(() -> tasks.confirm(claim)).doesNotThrowAnyException();

        // And when it is closed
        task.close();
        assertThat(tasks.isOpen(3)).isFalse();
        assertThatThrownBy(() -> tasks.confirm(claim)).isInstanceOf(NotNowException.class);
    }

    @Test
    void shouldNotTakeATaskThatCameBackForTheOneThatWent() {
        // Given
        Processor<byte[], byte[], Void, Void> first = opened(3);
        OpenTasks.Claim claim = tasks.claim(3);

        // When
        first.close();
        opened(3);

        // Then
        assertThat(tasks.isOpen(3)).isTrue();
        assertThatThrownBy(() -> tasks.confirm(claim)).isInstanceOf(NotNowException.class);
    }

    @Test
    void shouldKeepATaskThatIsOpenWhenItsForerunnerIsClosedLate() {
        // Given
        Processor<byte[], byte[], Void, Void> first = opened(3);
        opened(3);

        // When
        first.close();

        // Then
        assertThat(tasks.isOpen(3)).isTrue();
    }

    private Processor<byte[], byte[], Void, Void> opened(int partition) {
        Processor<byte[], byte[], Void, Void> task = tasks.watch();
        task.init(new MockProcessorContext<>(
                new Properties(), new TaskId(0, partition), Path.of("unused").toFile()));
        return task;
    }
}
