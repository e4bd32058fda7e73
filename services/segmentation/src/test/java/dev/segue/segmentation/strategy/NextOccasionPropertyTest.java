package dev.segue.segmentation.strategy;

import static dev.segue.segmentation.strategy.StrategyFixture.DAY;
import static dev.segue.segmentation.strategy.StrategyFixture.NOW;
import static dev.segue.segmentation.strategy.StrategyFixture.draft;
import static dev.segue.segmentation.strategy.StrategyFixture.order;
import static dev.segue.segmentation.strategy.StrategyFixture.strategies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.assignment.ModelFixture;
import dev.segue.segmentation.event.ProfileUpdate;
import dev.segue.segmentation.event.TraitValue;
import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.strategy.Strategies.Ready;
import java.time.Duration;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is skipped on the way to the next occasion would not have been one. */
class NextOccasionPropertyTest {
    private static final List<ZoneId> ZONES =
            List.of(ZoneId.of("UTC"), ZoneId.of("America/New_York"), ZoneId.of("Pacific/Auckland"));

    @Property(tries = 2_000)
    void findsWhatLookingAtEveryStrategyInFullFinds(@ForAll Random random) {
        // Given
        Strategies strategies = strategies(
                new FrequencyCap(1 + random.nextInt(4), Duration.ofDays(1 + random.nextInt(20))),
                ZONES.get(random.nextInt(ZONES.size())),
                List.of(),
                draft("lapsing", new Standing.Lapsing(0.3 + 0.6 * random.nextDouble()))
                        .where(anyone(random)),
                draft("overdue", new Standing.Overdue(Duration.ofDays(random.nextInt(20))))
                        .where(anyone(random)),
                draft("season", new Season(anyDay(random), anyDay(random)))
                        .where(anyone(random))
                        .cooldown(Duration.ofDays(random.nextInt(9))),
                draft("anniversary", new Anniversary()).where(anyone(random)),
                draft("late", new Standing.Reaches("recency_days", 1 + random.nextInt(60)))
                        .where(anyone(random)));
        CustomerState state = anyState(random);
        String segment = random.nextInt(4) == 0 ? null : "s" + random.nextInt(2);
        TriggerMemory memory = new TriggerMemory();
        for (Ready ready : strategies.byPriority()) {
            if (random.nextInt(3) == 0) {
                memory.note(ready.fingerprint(), NOW - random.nextLong(30 * DAY));
            }
        }
        long limit = NOW + random.nextLong(400 * DAY) - 5 * DAY;

        // When
        long next = NextOccasion.of(strategies, "ann", state, segment, memory, NOW, limit);

        // Then
        assertThat(next).isEqualTo(inFull(strategies, strategies.situation("ann", state, segment, NOW), memory, limit));
    }

    private static long inFull(Strategies strategies, Situation situation, TriggerMemory memory, long limit) {
        long next = 0;
        for (Ready ready : strategies.byPriority()) {
            long until = next == 0 ? limit : next;
            Standing standing = (Standing) ready.strategy().when();
            long since = standing.since(situation);
            long free = Limits.free(strategies.playbook(), ready, memory);
            boolean keptBack =
                    since != Standing.NEVER && memory.last(ready.fingerprint()) < since && free > situation.now();
            long due = keptBack ? free : dueInFull(standing, situation, until);
            if (due > situation.now()
                    && due <= until
                    && ready.strategy().where().holds(situation.at(due))) {
                next = due;
            }
        }
        return next;
    }

    private static long dueInFull(Standing standing, Situation situation, long limit) {
        return switch (standing) {
            case Season season -> firstOfYears(situation, situation.today().withDayOfMonth(1), season.from());
            case Anniversary anniversary -> {
                LocalDate first = situation.dateOf(situation.state().lifetime().firstPurchase());
                yield situation.state().lifetime().orders() == 0 ? Standing.NEVER : firstAnniversary(situation, first);
            }
            default -> standing.since(situation) != Standing.NEVER ? Standing.NEVER : standing.next(situation, limit);
        };
    }

    private static long firstOfYears(Situation situation, LocalDate today, MonthDay from) {
        for (int year = today.getYear() - 2; ; year++) {
            long due = situation.startOf(from.atYear(year)) + Standing.jitter(situation);
            if (due > situation.now()) {
                return due;
            }
        }
    }

    private static long firstAnniversary(Situation situation, LocalDate first) {
        for (int years = 1; ; years++) {
            long due = situation.startOf(first.plusYears(years)) + Standing.jitter(situation);
            if (due > situation.now()) {
                return due;
            }
        }
    }

    private static Condition anyone(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new Condition.RoleIn(List.of("large"));
            case 1 -> new Condition.TraitIn("plan", List.of("basic"));
            case 2 -> new Condition.Not(new Condition.RoleIn(List.of("small")));
            case 3 ->
                new Condition.Any(
                        List.of(new Condition.RoleIn(List.of("small")), new Condition.Below("recency_days", 40)));
            case 4 ->
                new Condition.All(
                        List.of(new Condition.RoleIn(List.of("small", "large")), new Condition.Above("frequency", 1)));
            default -> Condition.ALWAYS;
        };
    }

    private static CustomerState anyState(Random random) {
        CustomerState state = new CustomerState();
        for (int left = random.nextInt(8); left > 0; left--) {
            state.apply(order(NOW - random.nextLong(700 * DAY)), ModelFixture.DECAY);
        }
        if (random.nextBoolean()) {
            state.apply(
                    new ProfileUpdate(
                            "p", 0, Map.of("plan", new TraitValue.Text(random.nextBoolean() ? "basic" : "gold"))),
                    ModelFixture.DECAY);
        }
        return state;
    }

    private static MonthDay anyDay(Random random) {
        return MonthDay.of(1 + random.nextInt(12), 1 + random.nextInt(28));
    }
}
