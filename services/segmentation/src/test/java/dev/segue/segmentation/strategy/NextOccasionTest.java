package dev.segue.segmentation.strategy;

import static dev.segue.segmentation.strategy.StrategyFixture.DAY;
import static dev.segue.segmentation.strategy.StrategyFixture.GENEROUS;
import static dev.segue.segmentation.strategy.StrategyFixture.NOW;
import static dev.segue.segmentation.strategy.StrategyFixture.bought;
import static dev.segue.segmentation.strategy.StrategyFixture.draft;
import static dev.segue.segmentation.strategy.StrategyFixture.fired;
import static dev.segue.segmentation.strategy.StrategyFixture.strategies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.strategy.StrategyFixture.Draft;
import java.time.Duration;
import java.time.Instant;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NextOccasionTest {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long YEARS = 400 * 5 * DAY;

    @Test
    void lapsingIsFoundToTheMinuteAndNeverTooEarly() {
        // Given
        Strategies strategies = strategies(draft("a", new Standing.Lapsing(0.5)));
        CustomerState state = bought(NOW - 40 * DAY, NOW - 20 * DAY, NOW);

        // When
        long next = next(strategies, state, new TriggerMemory(), NOW);

        // Then
        assertThat(next).isGreaterThan(NOW + 20 * DAY);
        assertThat(fires(strategies, state, next)).isTrue();
        assertThat(fires(strategies, state, next - MINUTE)).isFalse();
    }

    @Test
    void whoBoughtOnceNeverLapses() {
        // The model has it that nobody drops out before their first repeat purchase.
        Strategies strategies = strategies(draft("a", new Standing.Lapsing(0.5)));

        assertThat(next(strategies, bought(NOW), new TriggerMemory(), NOW)).isZero();
        assertThat(next(strategies, new CustomerState(), new TriggerMemory(), NOW))
                .isZero();
    }

    @Test
    void aSeasonBeginsSpreadOverTheFirstHoursWhereThePlaybookIsAtHome() {
        // Given
        Strategies strategies = strategies(
                GENEROUS,
                ZoneId.of("America/New_York"),
                List.of(),
                draft("a", new Season(MonthDay.of(11, 20), MonthDay.of(12, 24))));
        long midnight = Instant.parse("2026-11-20T05:00:00Z").toEpochMilli();

        // When
        long[] due = LongStream.range(0, 1_000)
                .map(i -> NextOccasion.of(
                        strategies, "customer-" + i, new CustomerState(), null, new TriggerMemory(), NOW, NOW + YEARS))
                .toArray();

        // Then
        assertThat(LongStream.of(due)).allMatch(moment -> moment >= midnight && moment < midnight + 6 * HOUR);
        for (int hour = 0; hour < 6; hour++) {
            long from = midnight + hour * HOUR;
            assertThat(LongStream.of(due)
                            .filter(moment -> moment >= from && moment < from + HOUR)
                            .count())
                    .isBetween(110L, 230L);
        }
    }

    @Test
    void theConditionIsLookedAtAsItWillBeThen() {
        // Given: in May the latest purchase will be more than thirty days ago, in March it is not.
        CustomerState state = bought(NOW);
        Condition silent = new Condition.Above("recency_days", 30);
        Season march = new Season(MonthDay.of(3, 20), MonthDay.of(3, 31));
        Season may = new Season(MonthDay.of(5, 1), MonthDay.of(5, 31));

        // When
        long next = next(
                strategies(draft("a", march).where(silent), draft("b", may).where(silent)),
                state,
                new TriggerMemory(),
                NOW);

        // Then
        assertThat(Instant.ofEpochMilli(next).toString()).startsWith("2026-05-01");
    }

    @Test
    void aConditionThatBeginsToHoldInTheMiddleIsForeseen() {
        // Given: in season, to the silent.
        Condition silent = new Condition.Above("recency_days", 20);
        Strategies strategies = strategies(
                draft("a", new Season(MonthDay.of(3, 10), MonthDay.of(4, 20))).where(silent));

        // When, Then: in season already, and before it.
        for (long last : new long[] {NOW, NOW - 5 * DAY}) {
            assertThat(next(strategies, bought(last), new TriggerMemory(), last))
                    .isBetween(last + 20 * DAY, last + 20 * DAY + MINUTE);
        }
        assertThat(next(
                        strategies(draft("a", new Season(MonthDay.of(3, 10), MonthDay.of(3, 20)))
                                .where(silent)),
                        bought(NOW),
                        new TriggerMemory(),
                        NOW,
                        NOW + 60 * DAY))
                .as("the season is over by then")
                .isZero();
    }

    @Test
    void theEndOfAnotherOfItsGroupIsForeseen() {
        // Given
        Season all = new Season(MonthDay.of(1, 1), MonthDay.of(12, 31));
        Strategies strategies = strategies(
                draft("a", all)
                        .priority(1)
                        .group("one")
                        .expiry(Duration.ofDays(9))
                        .where(new Condition.RoleIn(List.of("large"))),
                draft("b", all).group("one"));
        TriggerMemory memory = new TriggerMemory();
        strategies.decide("ann", bought(NOW), "s1", Happening.TIME, NOW, memory, OutcomesSoFar.NONE);

        // When
        long next = NextOccasion.of(strategies, "ann", bought(NOW), "s1", memory, NOW, NOW + 60 * DAY);

        // Then
        assertThat(next).isEqualTo(NOW + 9 * DAY);
    }

    @Test
    void whatGrowsWithTimeReachesItsValueToTheMinute() {
        // Given
        Strategies strategies = strategies(draft("a", new Standing.Reaches("tenure_days", 100)));

        // When
        long next = next(strategies, bought(NOW - 10 * DAY), new TriggerMemory(), NOW);

        // Then
        assertThat(next).isBetween(NOW + 90 * DAY, NOW + 90 * DAY + MINUTE);
        assertThat(next(
                        strategies(draft("a", new Standing.Reaches("frequency", 5))),
                        bought(NOW),
                        new TriggerMemory(),
                        NOW))
                .isZero();
    }

    @Test
    void theNextAnniversaryIsFoundOnTheDay() {
        // Given
        Strategies strategies = strategies(draft("a", new Anniversary()));
        CustomerState state = bought(Instant.parse("2020-07-04T20:00:00Z").toEpochMilli());

        // When
        long next = next(strategies, state, new TriggerMemory(), NOW);

        // Then
        assertThat(Instant.ofEpochMilli(next).toString()).startsWith("2026-07-04T0");
    }

    @Test
    void nothingBeyondTheLimitIsFound() {
        // Given
        Strategies strategies = strategies(
                draft("a", new Standing.Reaches("tenure_days", 100)),
                draft("b", new Season(MonthDay.of(11, 20), MonthDay.of(12, 24))),
                draft("c", new Anniversary()));
        CustomerState state = bought(NOW);
        long first = next(strategies, state, new TriggerMemory(), NOW);

        // When, Then
        assertThat(NextOccasion.of(strategies, "ann", state, "s0", new TriggerMemory(), NOW, first - 2 * MINUTE))
                .isZero();
        assertThat(NextOccasion.of(strategies, "ann", state, "s0", new TriggerMemory(), NOW, first))
                .isBetween(first - MINUTE, first);
    }

    @Test
    void whatACooldownKeepsBackIsTriedAgainWhenItIsOver() {
        // Given: the spring's offer fired late in the spring before.
        Season spring = new Season(MonthDay.of(3, 1), MonthDay.of(5, 31));
        Strategies strategies = strategies(draft("a", spring).cooldown(Duration.ofDays(300)));
        TriggerMemory memory = new TriggerMemory();
        long last = Instant.parse("2025-05-30T12:00:00Z").toEpochMilli();
        look(strategies, new CustomerState(), last, memory);

        // When
        long next = next(strategies, new CustomerState(), memory, NOW);

        // Then
        assertThat(next).isEqualTo(last + 300 * DAY);
        assertThat(fired(look(strategies, new CustomerState(), next, memory))).containsExactly("a");
    }

    @Property(tries = 60)
    void goingFromOccasionToOccasionFiresAllThatLookingEveryHourDoes(@ForAll Random random) {
        // Given
        Strategies strategies = strategies(
                new FrequencyCap(1 + random.nextInt(3), Duration.ofDays(30)),
                ZoneOffset.UTC,
                List.of(),
                anyStanding(random));
        long[] purchases = new long[1 + random.nextInt(6)];
        for (int i = 0; i < purchases.length; i++) {
            purchases[i] = NOW - random.nextLong(400 * DAY);
        }
        CustomerState state = bought(purchases);
        long end = NOW + 500 * DAY;

        // When
        TriggerMemory memory = new TriggerMemory();
        List<Trigger> byTimer =
                new ArrayList<>(look(strategies, state, NOW, memory).triggers());
        int looks = 0;
        for (long at = next(strategies, state, memory, NOW, end);
                at != 0;
                at = next(strategies, state, memory, at, end)) {
            byTimer.addAll(look(strategies, state, at, memory).triggers());
            looks++;
        }
        List<Trigger> hourly = new ArrayList<>();
        TriggerMemory other = new TriggerMemory();
        for (long at = NOW; at <= end; at += HOUR) {
            hourly.addAll(look(strategies, state, at, other).triggers());
        }

        // Then: the same ones, never later, and without looking often for nothing.
        assertThat(byTimer)
                .extracting(Trigger::strategy)
                .containsExactlyElementsOf(
                        hourly.stream().map(Trigger::strategy).toList());
        for (int i = 0; i < byTimer.size(); i++) {
            assertThat(hourly.get(i).at() - byTimer.get(i).at()).isBetween(-MINUTE, 2 * HOUR);
        }
        assertThat(looks).isLessThan(60);
    }

    private static Draft[] anyStanding(Random random) {
        Draft[] drafts = {
            draft("lapsing", new Standing.Lapsing(0.2 + 0.7 * random.nextDouble())),
            draft("overdue", new Standing.Overdue(Duration.ofDays(random.nextInt(20)))),
            draft("winter", new Season(MonthDay.of(12, 1), MonthDay.of(1, 6))),
            draft("spring", new Season(MonthDay.of(3, 1), MonthDay.of(5, 31))),
            draft("tenure", new Standing.Reaches("tenure_days", 50 + random.nextInt(600))),
            draft("anniversary", new Anniversary()),
        };
        for (Draft draft : drafts) {
            draft.cooldown(Duration.ofDays(random.nextInt(60))).priority(random.nextInt(3));
        }
        return drafts;
    }

    private static boolean fires(Strategies strategies, CustomerState state, long at) {
        return !look(strategies, state, at, new TriggerMemory()).triggers().isEmpty();
    }

    private static Decisions look(Strategies strategies, CustomerState state, long at, TriggerMemory memory) {
        return strategies.decide("ann", state, "s0", Happening.TIME, at, memory, OutcomesSoFar.NONE);
    }

    private static long next(Strategies strategies, CustomerState state, TriggerMemory memory, long now) {
        return next(strategies, state, memory, now, now + YEARS);
    }

    private static long next(Strategies strategies, CustomerState state, TriggerMemory memory, long now, long limit) {
        return NextOccasion.of(strategies, "ann", state, "s0", memory, now, limit);
    }
}
