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
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Before the next occasion there is none: looked at day by day, no strategy would fire that did not before. */
class NextOccasionPropertyTest {
    private static final long STEP = DAY / 2;
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final List<ZoneId> ZONES =
            List.of(ZoneId.of("UTC"), ZoneId.of("America/New_York"), ZoneId.of("Pacific/Auckland"));

    @Property(tries = 400)
    void missesNothing(@ForAll Random random) {
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
        Situation now = strategies.situation("ann", state, segment, NOW);
        for (Ready ready : strategies.byPriority()) {
            if (mayFire(strategies, ready, now, memory)) {
                // Has fired by then, or is kept back by what the test does not look at.
                continue;
            }
            for (long moment = NOW + STEP; moment < (next == 0 ? limit : next); moment += STEP) {
                assertThat(mayFire(strategies, ready, now.at(moment), memory))
                        .as("%s on day %s of %s", ready.strategy().id(), (moment - NOW) / DAY, (next - NOW) / DAY)
                        .isFalse();
            }
        }
        if (next != 0) {
            assertThat(next).isGreaterThan(NOW).isLessThanOrEqualTo(limit);
            assertThat(strategies.byPriority())
                    .anyMatch(ready -> ready.strategy().where().holds(now.at(next))
                            && (mayFire(strategies, ready, now.at(next), memory)
                                    || standing(ready).since(now) != Standing.NEVER
                                    || !mayFire(strategies, ready, now.at(next - MINUTE), memory)));
        }
    }

    private static boolean mayFire(Strategies strategies, Ready ready, Situation situation, TriggerMemory memory) {
        long since = standing(ready).since(situation);
        return since != Standing.NEVER
                && memory.last(ready.fingerprint()) < since
                && Limits.free(strategies.playbook(), ready, memory) <= situation.now()
                && ready.strategy().where().holds(situation);
    }

    private static Standing standing(Ready ready) {
        return (Standing) ready.strategy().when();
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
