package dev.segue.segmenter.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.Cause;
import dev.segue.avro.SegmentChanged;
import dev.segue.segmentation.assignment.FlapControl;
import dev.segue.segmentation.event.Order;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments at 0 and 100 days since the last order; who buys nothing more moves after fifty days. */
class TimersTest {
    private static final Duration FIFTY_DAYS = Duration.ofDays(50);
    private static final Duration A_TICK = Duration.ofMillis(100);

    /** A move by time is found to the minute. */
    private static final Duration PRECISION = Duration.ofMinutes(1).plusSeconds(1);

    @TempDir
    Path stateDir;

    @Test
    void shouldMoveACustomerOnTheWallClockThoughNothingComesIn() {
        try (Segue segue = new Segue(stateDir, ClockMode.WALL)) {
            // Given
            segue.publish(Segue.model(1, "recency_days", 0, 100, Segue.FREE));
            Instant bought = Segue.WALL.plusSeconds(1);
            segue.buy("c1", "e1", bought, "20");
            segue.changes.readValuesToList();

            // When it is just not due
            segue.pass(FIFTY_DAYS);
            assertThat(segue.changes.isEmpty()).isTrue();

            // And then is
            segue.pass(PRECISION);

            // Then
            SegmentChanged change = segue.changes.readValue();
            assertThat(change.getCause()).isEqualTo(Cause.TIME);
            assertThat(change.getCausedBy()).isNull();
            assertThat(change.getTimestamp())
                    .isBetween(bought.plus(FIFTY_DAYS), bought.plus(FIFTY_DAYS).plus(PRECISION));
            assertThat(segue.timersFired()).isEqualTo(1);
        }
    }

    @Test
    void shouldTellHowLateTimersAreThatWaitForTheirTurn() {
        // Given more who are due at once than a turn takes
        TaskOnMemory task = new TaskOnMemory(Segue.settings(ClockMode.WALL, 100_000));
        task.model(Segue.model(1, "recency_days", 0, 100, Segue.FREE));
        IntStream.range(0, 300).forEach(i -> task.buy("c" + i, "e" + i, Segue.WALL, 20));
        task.pass(A_TICK);
        assertThat(task.gauge("segue.timers.late")).isZero();

        // When the clock stood still for a day beyond
        task.pass(FIFTY_DAYS.plusDays(1));

        // Then
        assertThat(task.gauge("segue.timers.late"))
                .isBetween(
                        Duration.ofHours(23).toSeconds() * 1.0,
                        Duration.ofDays(1).toSeconds() * 1.0);

        // When the others have their turn
        task.pass(A_TICK);

        // Then
        assertThat(task.gauge("segue.timers.late")).isZero();
    }

    @Test
    void shouldMoveACustomerBeforeTheEventThatComesAfterTheMoment() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            segue.publish(Segue.model(1, "recency_days", 0, 100, Segue.FREE));
            segue.buy("c1", "e1", Segue.START, "20");
            segue.changes.readValuesToList();

            segue.buy("c1", "e2", Segue.day(60), "20");

            assertThat(segue.changes.readValuesToList())
                    .extracting(SegmentChanged::getCause)
                    .containsExactly(Cause.TIME, Cause.BEHAVIOUR);
        }
    }

    @Test
    void shouldNotMoveACustomerTimeHasNotReachedOnTheEventClockHoweverTheWallClockRuns() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            segue.publish(Segue.model(1, "recency_days", 0, 100, Segue.FREE));
            segue.buy("c1", "e1", Segue.START, "20");
            segue.changes.readValuesToList();

            segue.pass(Duration.ofDays(365));
            segue.buy("c2", "e2", Segue.day(50), "20");

            assertThat(segue.changes.readValuesToList())
                    .extracting(SegmentChanged::getUserId)
                    .containsExactly("c2");
        }
    }

    @Test
    void shouldLeaveATimerWhereItIsWhenAnEventPutsTheMoveOff() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            // Given
            segue.publish(Segue.model(1, "recency_days", 0, 100, Segue.FREE));
            segue.buy("c1", "e1", Segue.START, "20");
            List<Timers.Due> before = segue.timers();
            assertThat(before).hasSize(1);
            segue.changes.readValuesToList();

            // When
            segue.buy("c1", "e2", Segue.day(10), "20");

            // Then
            assertThat(segue.timers()).isEqualTo(before);

            // And when it fires nothing happens, but at the later moment it does.
            segue.buy("c2", "e3", Segue.day(55), "20");
            assertThat(segue.timersFired()).isEqualTo(1);
            assertThat(segue.changes.readValuesToList())
                    .extracting(SegmentChanged::getUserId)
                    .containsExactly("c2");
            segue.buy("c2", "e4", Segue.day(61), "20");
            assertThat(segue.changes.readValue().getTimestamp())
                    .isBetween(Segue.day(60), Segue.day(60).plus(PRECISION));
        }
    }

    @Test
    void shouldBringATimerForwardWhenAnEventOrAModelBringsTheMoveForward() {
        // Given: 100 are below 30, which is half-way, after 156 days only
        TaskOnMemory task = new TaskOnMemory(Segue.settings(ClockMode.EVENT, 500));
        task.model(Segue.model(1, "recent_monetary", 60, 0, Segue.FREE));
        task.restart();
        task.buy("c1", "e1", Segue.START, 100);
        assertThat(timer(task)).isAfter(Segue.day(50));

        // When 60 are taken back, then: 40 are below 30 after 90 days times log2(4/3).
        task.process("c1", TaskOnMemory.order("e2", Segue.START, Order.Kind.REFUND, 60));
        assertThat(timer(task)).isBetween(Segue.day(37.353), Segue.day(37.356));

        // And when a model has its border at 35: after 90 days times log2(8/7).
        task.model(Segue.model(2, "recent_monetary", 70, 0, Segue.FREE));
        task.pass(A_TICK);
        assertThat(timer(task)).isBetween(Segue.day(17.337), Segue.day(17.340));
        assertThat(task.entries(Timers.STORE)).isEqualTo(1);
    }

    @Test
    void shouldHaveOneTimerACustomerHoweverManyEvents() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            segue.publish(Segue.model(1, "recency_days", 0, 100, Segue.FREE));
            for (int i = 0; i < 40; i++) {
                segue.buy("c" + i % 4, "e" + i, Segue.day(i * 4), "20");
                segue.pass(A_TICK);
            }

            assertThat(segue.timers())
                    .extracting(Timers.Due::customer)
                    .containsExactlyInAnyOrder("c0", "c1", "c2", "c3");
            for (Timers.Due due : segue.timers()) {
                assertThat(segue.known(due.customer()).timer()).isEqualTo(due.at());
            }
        }
    }

    @Test
    void shouldHaveNoTimerForWhoIsInNoSegment() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            segue.buy("c0", "e0", Segue.START, "20");
            segue.publish(Segue.model(1, "recency_days", 0, 100, new FlapControl(0, Duration.ZERO, 2)));

            segue.buy("c1", "e1", Segue.START, "20");
            segue.pass(A_TICK);

            assertThat(segue.timers()).isEmpty();
        }
    }

    @Test
    void shouldLookAgainWithoutAWaveAtThoseWhomTimeDoesNotMove() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));

            IntStream.range(0, 100).forEach(i -> segue.buy("c" + i, "e" + i, Segue.START, "20"));

            List<Timers.Due> timers = segue.timers();
            assertThat(timers).extracting(Timers.Due::at).doesNotHaveDuplicates();
            assertThat(Duration.ofMillis(
                            timers.getLast().at() - timers.getFirst().at()))
                    .isGreaterThan(Duration.ofDays(3));
        }
    }

    @Test
    void shouldFireAllThatFallDueTogetherButOnlySomeATurn() {
        // Given
        TaskOnMemory task = new TaskOnMemory(Segue.settings(ClockMode.EVENT, 500));
        task.model(Segue.model(1, "recency_days", 0, 100, Segue.FREE));
        task.restart();
        IntStream.range(0, 1_000).forEach(i -> task.buy("c" + i, "e" + i, Segue.START, 20));
        task.changes();

        // When
        task.buy("late", "e", Segue.day(60), 20);

        // Then
        assertThat(task.count("segue.timers.fired")).isBetween(1.0, 256.0);
        for (int turns = 0; turns < 4; turns++) {
            double before = task.count("segue.timers.fired");
            task.pass(A_TICK);
            assertThat(task.count("segue.timers.fired") - before).isLessThanOrEqualTo(256);
        }
        assertThat(task.count("segue.timers.fired")).isEqualTo(1_000);
        assertThat(task.changes().stream().filter(change -> change.getCause() == Cause.TIME))
                .hasSize(1_000)
                .extracting(SegmentChanged::getUserId)
                .doesNotHaveDuplicates();
    }

    /** Also of those the sweep at a task's start passes, as features are owed to them. */
    @Test
    void shouldDateMovesOfManyTheMomentEachFellDue() {
        TaskOnMemory task = new TaskOnMemory(Segue.settings(ClockMode.EVENT, 1));
        task.model(Segue.model(1, "recency_days", 0, 100, Segue.FREE));
        task.restart();
        IntStream.range(0, 600).forEach(i -> task.buy("c" + i, "e" + i, Segue.START, 20));
        task.changes();

        task.buy("late", "e", Segue.day(60), 20);
        IntStream.range(0, 4).forEach(i -> task.pass(A_TICK));

        assertThat(task.changes().stream().filter(change -> change.getCause() == Cause.TIME))
                .hasSize(600)
                .allSatisfy(change -> assertThat(change.getTimestamp())
                        .isBetween(Segue.day(50), Segue.day(50).plus(PRECISION)));
    }

    @Test
    void shouldNotLookIntoTheStoreWhileNothingIsDue() {
        TaskOnMemory task = new TaskOnMemory(Segue.settings(ClockMode.EVENT, 500));
        task.model(Segue.model(1, "recency_days", 0, 100, Segue.FREE));
        task.restart();
        task.buy("c1", "e1", Segue.START, 20);
        task.calls.clear();

        IntStream.range(2, 40).forEach(i -> task.buy("c1", "e" + i, Segue.day(i), 20));

        assertThat(task.calls).doesNotContainKeys("timers.all", "timers.put", "timers.delete");
    }

    @Test
    void shouldFireAfterARestartWhatWasSetBefore() {
        // Given
        TaskOnMemory task = new TaskOnMemory(Segue.settings(ClockMode.EVENT, 500));
        task.model(Segue.model(1, "recency_days", 0, 100, Segue.FREE));
        task.restart();
        task.buy("c1", "e1", Segue.START, 20);
        task.buy("c2", "e2", Segue.day(49), 20);
        task.changes();

        // When
        task.restart();
        task.buy("c2", "e3", Segue.day(51), 20);

        // Then
        assertThat(task.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.getUserId()).isEqualTo("c1"));
    }

    @Test
    void shouldNotSetTheEventClockBackWithARestart() {
        TaskOnMemory task = new TaskOnMemory(Segue.settings(ClockMode.EVENT, 500));
        task.buy("c1", "e1", Segue.day(49), 20);

        task.restart();
        task.buy("c2", "e2", Segue.START, 20);

        assertThat(task.features())
                .singleElement()
                .satisfies(features -> assertThat(features.getAsOf()).isEqualTo(Segue.day(49)));
    }

    private static Instant timer(TaskOnMemory task) {
        return Instant.ofEpochMilli(task.known("c1").timer());
    }

    @Test
    void shouldNotLayACustomersBrokenStateOnTheRecordAtWhoseTimeItIsFound() {
        // Given two whose timers fall due together, the state of the first of whom cannot be read, and is not in memory
        TaskOnMemory task = new TaskOnMemory(Segue.settings(ClockMode.EVENT, 500, 0));
        task.model(Segue.model(1, "recency_days", 0, 100, Segue.FREE));
        task.restart();
        task.buy("c1", "e1", Segue.START, 20);
        task.buy("c2", "e2", Segue.START.plusSeconds(1), 20);
        task.changes();
        task.spoil("c1");

        // When
        task.buy("c3", "e3", Segue.day(60), 20);

        // Then
        assertThat(task.changes()).extracting(SegmentChanged::getUserId).containsExactly("c2", "c3");
        assertThat(task.count("segue.customers.passed.over")).isEqualTo(1);
    }
}
