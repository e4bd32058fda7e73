package dev.segue.cli.catchup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.cli.CommandFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatchUpTest {
    private Instant now = Instant.EPOCH;
    private final CatchUp catchUp = new CatchUp(() -> now, duration -> now = now.plus(duration));

    @Test
    void waitingShouldEndOnceNothingIsLeft() throws InterruptedException {
        // Given a backlog of three that shrinks by one a look
        List<Backlog> seen = new ArrayList<>();

        // When
        catchUp.await(() -> new Backlog(3 - seen.size(), seen.size()), seen::add);

        // Then
        assertThat(seen).extracting(Backlog::records).containsExactly(3L, 2L, 1L, 0L);
    }

    @Test
    void aSegmenterThatDoesNothingForAMinuteShouldBeCalledDown() {
        assertThatThrownBy(() -> catchUp.await(() -> new Backlog(7, 5), seen -> {}))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("the segmenter is down")
                .hasMessageContaining("7 records wait")
                .hasMessageContaining("segue up");
        assertThat(now).isEqualTo(Instant.EPOCH.plusSeconds(60));
    }

    @Test
    void aSlowSegmenterShouldBeWaitedForHoweverLong() throws InterruptedException {
        // Given one record every 59 seconds, ten times
        Instant begun = now;

        // When
        catchUp.await(
                () -> {
                    long done = Duration.between(begun, now).toSeconds() / 59;
                    return new Backlog(Math.max(0, 10 - done), done);
                },
                seen -> {});

        // Then
        assertThat(Duration.between(begun, now)).isEqualTo(Duration.ofSeconds(590));
    }

    @Test
    void newRecordsComingInShouldNotBeTakenForProgress() {
        // Given a backlog that only grows
        long[] records = {1};

        // When, Then
        assertThatThrownBy(() -> catchUp.await(() -> new Backlog(records[0]++, 5), seen -> {}))
                .isInstanceOf(CommandFailure.class);
    }

    @Test
    void quietShouldBeginAnewWithEveryChange() throws InterruptedException {
        // Given a count that changes for ten seconds
        Duration changing = Duration.ofSeconds(10);

        // When
        boolean quiet = catchUp.awaitQuiet(
                () -> Math.min(changing.toMillis(), now.toEpochMilli()), Duration.ofSeconds(3), Duration.ofMinutes(1));

        // Then
        assertThat(quiet).isTrue();
        assertThat(now).isEqualTo(Instant.EPOCH.plus(changing).plusSeconds(3));
    }

    @Test
    void aCountThatNeverRestsShouldNotBeWaitedForLongerThanAllowed() throws InterruptedException {
        // When
        boolean quiet = catchUp.awaitQuiet(() -> now.toEpochMilli(), Duration.ofSeconds(3), Duration.ofSeconds(20));

        // Then
        assertThat(quiet).isFalse();
        assertThat(now).isEqualTo(Instant.EPOCH.plusSeconds(20));
    }
}
