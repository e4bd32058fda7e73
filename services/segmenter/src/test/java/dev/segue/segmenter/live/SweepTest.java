package dev.segue.segmenter.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.Cause;
import dev.segue.avro.SegmentChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A new model reaches everybody, a few at a time. */
class SweepTest {
    private static final int CUSTOMERS = 1_200;
    private static final int A_TICKS_WORTH = 500;
    private static final Duration A_TICK = Duration.ofMillis(100);

    private TaskOnMemory task;

    @BeforeEach
    void given() {
        task = new TaskOnMemory(Segue.settings(ClockMode.EVENT, 100_000));
        IntStream.range(0, CUSTOMERS).forEach(i -> task.buy(name(i), "e" + i, Segue.START, 20));
        // The task's own sweep at its start comes to its end.
        IntStream.range(0, 4).forEach(i -> task.pass(A_TICK));
        task.features();
        task.changes();
    }

    @Test
    void shouldReachEverybodyOnceButOnlySomeATick() {
        task.model(Segue.model(1, "monetary", 0, 100, Segue.FREE));

        List<SegmentChanged> all = new ArrayList<>();
        for (int ticks = 0; ticks < 3; ticks++) {
            task.pass(A_TICK);
            List<SegmentChanged> some = task.changes();
            assertThat(some).hasSizeBetween(1, A_TICKS_WORTH);
            all.addAll(some);
        }

        assertThat(all).extracting(SegmentChanged::getCause).containsOnly(Cause.BACKFILL);
        assertThat(all).hasSize(CUSTOMERS).extracting(SegmentChanged::getUserId).doesNotHaveDuplicates();
        assertThat(task.entries(Timers.STORE)).isEqualTo(CUSTOMERS);
    }

    @Test
    void shouldTellOfItselfWhileItRuns() {
        // Given
        double before = task.count("segue.sweep.customers");
        task.model(Segue.model(1, "monetary", 0, 100, Segue.FREE));

        // When it is half through
        task.pass(A_TICK);

        // Then
        assertThat(task.gauge("segue.sweep.running")).isEqualTo(1);

        // When it is through
        IntStream.range(0, 3).forEach(i -> task.pass(A_TICK));

        // Then
        assertThat(task.gauge("segue.sweep.running")).isZero();
        assertThat(task.count("segue.sweep.customers") - before).isEqualTo(CUSTOMERS);
    }

    @Test
    void shouldReadNothingMoreOnceItIsThrough() {
        task.model(Segue.model(1, "monetary", 0, 100, Segue.FREE));
        IntStream.range(0, 4).forEach(i -> task.pass(A_TICK));
        task.calls.clear();

        task.pass(A_TICK);

        assertThat(task.calls).doesNotContainKeys("customers.range", "customers.all", "customers.put", "customers.get");
    }

    @Test
    void shouldLetEventsThroughMeanwhileAndGiveEachCustomerTheChangeOnce() {
        // Given a sweep under way
        task.model(Segue.model(1, "monetary", 0, 100, Segue.FREE));
        task.pass(A_TICK);
        List<SegmentChanged> all = new ArrayList<>(task.changes());

        // When someone it has passed, someone it has not, and someone new have events
        Instant at = Segue.START.plusSeconds(60);
        task.buy(name(0), "again", at, 70);
        task.buy(name(CUSTOMERS - 1), "again", at, 70);
        task.buy("newcomer", "first", at, 20);

        // Then they have their changes at once
        List<SegmentChanged> meanwhile = task.changes();
        assertThat(meanwhile)
                .extracting(SegmentChanged::getUserId)
                .containsExactly(name(0), name(CUSTOMERS - 1), name(CUSTOMERS - 1), "newcomer");
        assertThat(meanwhile)
                .extracting(SegmentChanged::getCause)
                .containsExactly(Cause.BEHAVIOUR, Cause.BACKFILL, Cause.BEHAVIOUR, Cause.BEHAVIOUR);

        // And the sweep goes on and gives nobody anything twice.
        all.addAll(meanwhile);
        IntStream.range(0, 4).forEach(i -> {
            task.pass(A_TICK);
            all.addAll(task.changes());
        });
        assertThat(all.stream().filter(change -> change.getCause() == Cause.BACKFILL))
                .hasSize(CUSTOMERS)
                .extracting(SegmentChanged::getUserId)
                .doesNotHaveDuplicates();
        assertThat(all).extracting(SegmentChanged::getId).doesNotHaveDuplicates();
    }

    @Test
    void shouldGoOnAfterARestartWithThoseStillOwed() {
        // Given
        task.model(Segue.model(1, "monetary", 0, 100, Segue.FREE));
        task.pass(A_TICK);
        List<SegmentChanged> all = new ArrayList<>(task.changes());

        // When
        task.restart();

        // Then
        IntStream.range(0, 4).forEach(i -> {
            task.pass(A_TICK);
            all.addAll(task.changes());
        });
        assertThat(all).hasSize(CUSTOMERS).extracting(SegmentChanged::getUserId).doesNotHaveDuplicates();
    }

    @Test
    void shouldBeginAnewWithTheModelThatComesWhileItRuns() {
        // Given
        task.model(Segue.model(1, "monetary", 0, 100, Segue.FREE));
        task.pass(A_TICK);
        assertThat(task.changes()).extracting(SegmentChanged::getTo).containsOnly("value-1");

        // When
        task.model(Segue.model(2, "monetary", 100, 0, Segue.FREE));
        List<SegmentChanged> all = new ArrayList<>();
        IntStream.range(0, 4).forEach(i -> {
            task.pass(A_TICK);
            all.addAll(task.changes());
        });

        // Then
        assertThat(all).hasSize(CUSTOMERS);
        assertThat(all).extracting(SegmentChanged::getTo).containsOnly("value-2");
    }

    @Test
    void shouldNotGiveAChangeAgainWhenAnEventIsSetAsideJustAfterIt() {
        // Given a customer who can have no more money, and a model that has not reached them
        task.buy("rich", "e1", Segue.START, 99_999_999_999_999L);
        task.model(Segue.model(1, "monetary", 0, 100, Segue.FREE));
        task.restart();

        // When
        task.buy("rich", "e2", Segue.START, 1);

        // Then
        assertThat(task.changes()).hasSize(1);
        assertThat(task.known("rich").membership("value").segment()).isEqualTo("value-2");
        task.buy("rich", "e3", Segue.START, 1);
        assertThat(task.changes()).isEmpty();
    }

    @Test
    void shouldPassOverACustomerWhoseStateCannotBeRead() {
        // Given
        task.spoil(name(3));
        task.model(Segue.model(1, "monetary", 0, 100, Segue.FREE));

        // When
        List<SegmentChanged> all = new ArrayList<>();
        IntStream.range(0, 4).forEach(i -> {
            task.pass(A_TICK);
            all.addAll(task.changes());
        });

        // Then
        assertThat(all)
                .hasSize(CUSTOMERS - 1)
                .extracting(SegmentChanged::getUserId)
                .doesNotContain(name(3));
        assertThat(task.count("segue.customers.passed.over")).isEqualTo(1);
    }

    @Test
    void shouldGiveATimerToACustomerWhoseEventIsSetAside() {
        // Given a customer who can have no more money, and a model that has not reached them
        task.buy("rich", "e1", Segue.START, 99_999_999_999_999L);
        task.model(Segue.model(1, "monetary", 0, 100, Segue.FREE));
        task.restart();

        // When the model places them on the way to an event that changes nothing
        task.buy("rich", "e2", Segue.START, 1);

        // Then the sweep, which has nothing to do for them any more, need not set it.
        assertThat(task.known("rich").membership("value").segment()).isEqualTo("value-2");
        assertThat(task.known("rich").timer()).isPositive();
    }

    private static String name(int i) {
        return "c%04d".formatted(i);
    }
}
