package dev.segue.segmentation.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several triggers of one customer tell less than as many of several customers. */
class RepeatedTriggersTest {
    private static final ArmKey TREATED = new ArmKey("value", "value-1", 1, "come-back", null, false);
    private static final ArmKey HELD_OUT = new ArmKey("value", "value-1", 1, "come-back", null, true);
    private static final ArmKey ELSEWHERE = new ArmKey("value", "value-2", 1, "come-back", "b", false);
    private static final ArmKey OTHER = new ArmKey("value", "value-1", 1, "welcome", null, false);
    private static final List<ArmKey> KEYS = List.of(TREATED, HELD_OUT, ELSEWHERE, OTHER);

    private static final int SEEDS = 100;
    private static final int CUSTOMERS = 1_000;
    private static final double HOLDOUT_SHARE = 0.1;
    private static final long WINDOW = 10;

    @Test
    void shouldAddUpToTheSquareOfHowManyTriggersTheCustomerHadOfTheStrategy() {
        // Given
        Customer customer = new Customer();

        // When more than are followed
        customer.trigger(TREATED, 8);
        customer.trigger(ELSEWHERE, 4);
        customer.trigger(HELD_OUT, 3);
        customer.trigger(OTHER, 1);

        // Then
        assertThat(customer.arm(OTHER).firstTriggersOnly()).isTrue();
        assertThat(customer.arm(ELSEWHERE).firstTriggersOnly()).isFalse();
        assertThat(customer.squares(TREATED)).isEqualTo(8 * 8);
        assertThat(customer.squares(ELSEWHERE)).isEqualTo(12 * 12 - 8 * 8);
        assertThat(customer.squares(HELD_OUT)).isEqualTo(3 * 3);
        assertThat(customer.squares(OTHER)).isEqualTo(1);
    }

    @Test
    void shouldCountTheTriggersOfTwoCustomersWhoBecomeOneAsThoseOfOne() {
        // Given
        Customer customer = new Customer();
        Customer other = new Customer();
        customer.trigger(TREATED, 2);
        other.trigger(TREATED, 3);

        // When
        customer.merge(other);

        // Then
        assertThat(customer.squares(TREATED)).isEqualTo(5 * 5);
    }

    @Test
    void shouldLetTheNextTriggerMakeUpForAMergeWhereNoneIsFollowedAnyMore() {
        // Given
        Customer customer = new Customer();
        Customer other = new Customer();
        customer.trigger(TREATED, 2);
        other.trigger(TREATED, 3);
        customer.trigger(OTHER, Attribution.MOST_TRIGGERS);
        other.trigger(OTHER, Attribution.MOST_TRIGGERS);
        customer.merge(other);
        assertThat(customer.squares(TREATED)).isEqualTo(2 * 2 + 3 * 3);

        // When
        customer.trigger(TREATED, 1);

        // Then
        assertThat(customer.squares(TREATED)).isEqualTo(6 * 6);
    }

    @Test
    void shouldCountEveryTriggerForOneAtLeastWhereTooManyStrategiesAreForgotten() {
        // Given
        Customer customer = new Customer();
        for (int i = 0; i < 2 * ForgottenTriggers.MOST_SIDES; i++) {
            customer.trigger(new ArmKey("value", null, 0, "strategy-" + i, null, false), 10);
        }

        // When
        customer.trigger(TREATED, 20);

        // Then
        assertThat(customer.squares(TREATED)).isBetween(9L * 9 + 11, 20L * 20);
        assertThat(customer.bytes()).hasSizeLessThan(2_500);
    }

    @Property(tries = 200)
    void whateverTheOrderTheSquaresAreThoseOfHowManyThereWere(
            @ForAll Random random, @ForAll @IntRange(max = 40) int mine, @ForAll @IntRange(max = 40) int others) {
        // Given
        Customer customer = new Customer();
        Customer other = new Customer();
        customer.triggerAnyOf(KEYS, mine, random);
        other.triggerAnyOf(KEYS, others, random);

        // When
        customer.restart();
        customer.merge(other);
        KEYS.forEach(key -> customer.trigger(key, 1));

        // Then
        Map<Integer, Long> triggers = new HashMap<>();
        Map<Integer, Long> squares = new HashMap<>();
        customer.arms.forEach((key, arm) -> {
            triggers.merge(key.side(), arm.trials(), Long::sum);
            squares.merge(key.side(), arm.squares(), Long::sum);
            assertThat(arm.squares()).isGreaterThanOrEqualTo(arm.trials());
        });
        triggers.replaceAll((side, n) -> n * n);
        assertThat(squares).isEqualTo(triggers);
    }

    /** No effect: customers buy at rates of their own, Beta(0.5, 1.5), whether they are left alone or not. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 12})
    void shouldCoverTheTruthHoweverOftenACustomerIsTriggered(int triggersACustomer) {
        // When
        List<Uplift> uplifts = LongStream.range(0, SEEDS)
                .mapToObj(seed -> withoutEffect(triggersACustomer, new SplittableRandom(seed)))
                .toList();

        // Then
        assertThat(uplifts).filteredOn(uplift -> uplift.buying().contains(0)).hasSizeGreaterThanOrEqualTo(93);
        assertThat(uplifts)
                .extracting(Uplift::spending)
                .filteredOn(spending -> Objects.requireNonNull(spending).contains(0))
                .hasSizeGreaterThanOrEqualTo(93);
    }

    private static Uplift withoutEffect(int triggersACustomer, SplittableRandom random) {
        Customer all = new Customer();
        for (int i = 0; i < CUSTOMERS; i++) {
            ArmKey key = random.nextDouble() < HOLDOUT_SHARE ? HELD_OUT : TREATED;
            double rate = rate(random);
            FollowedTriggers followed = new FollowedTriggers();
            for (int n = 0; n < triggersACustomer; n++) {
                long at = n * 2 * WINDOW;
                all.count(followed.triggered(new Trigger(n, key, at, WINDOW)));
                if (random.nextDouble() < rate) {
                    all.count(followed.take(order("o" + n, at + 1)));
                }
            }
        }
        return Uplift.of(all.arm(TREATED), all.arm(HELD_OUT)).orElseThrow();
    }

    /** From Beta(0.5, 1.5). */
    private static double rate(SplittableRandom random) {
        // The squared cosine of any angle is of Beta(0.5, 0.5); times one of Beta(1, 1), which is uniform, it is of
        // Beta(0.5, 1.5).
        double cosine = Math.cos(Math.PI * random.nextDouble());
        return cosine * cosine * random.nextDouble();
    }

    private static Order order(String id, long at) {
        return new Order(
                id, at, at, Order.Kind.PURCHASE, null, false, 0, List.of(new Order.Line("p1", null, 10_000, 1, 0)));
    }

    /** A customer's triggers, and what is counted of them. */
    private static final class Customer {
        private final Map<ArmKey, Arm> arms = new HashMap<>();
        private FollowedTriggers followed = new FollowedTriggers();
        private long now;

        void trigger(ArmKey key, int times) {
            for (int i = 0; i < times; i++) {
                now += WINDOW;
                count(followed.triggered(Trigger.of("t" + hashCode() + now, key, now, WINDOW)));
            }
        }

        /** At moments in any order. */
        void triggerAnyOf(List<ArmKey> keys, int times, Random random) {
            List<Long> moments = new ArrayList<>();
            for (long i = 1; i <= times; i++) {
                moments.add(i);
            }
            Collections.shuffle(moments, random);
            for (long moment : moments) {
                ArmKey key = keys.get(random.nextInt(keys.size()));
                count(followed.triggered(Trigger.of("t" + hashCode() + moment, key, moment, WINDOW)));
            }
            now = times;
        }

        void merge(Customer other) {
            other.arms.forEach((key, arm) -> arms.merge(key, arm, Arm::plus));
            count(followed.merge(other.followed));
            now = Math.max(now, other.now);
        }

        void restart() {
            StateReader in = new StateReader(bytes());
            followed = FollowedTriggers.read(in);
            assertThat(in.atEnd()).isTrue();
        }

        byte[] bytes() {
            StateWriter out = new StateWriter();
            followed.write(out);
            return out.bytes();
        }

        void count(List<OutcomeChange> changes) {
            changes.forEach(change -> arms.merge(change.arm(), Arm.EMPTY.with(change), Arm::plus));
        }

        Arm arm(ArmKey key) {
            return arms.getOrDefault(key, Arm.EMPTY);
        }

        long squares(ArmKey key) {
            return arm(key).squares();
        }
    }
}
