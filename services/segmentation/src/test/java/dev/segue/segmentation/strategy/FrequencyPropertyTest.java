package dev.segue.segmentation.strategy;

import static dev.segue.segmentation.strategy.StrategyFixture.DAY;
import static dev.segue.segmentation.strategy.StrategyFixture.NOW;
import static dev.segue.segmentation.strategy.StrategyFixture.atComplaints;
import static dev.segue.segmentation.strategy.StrategyFixture.complaint;
import static dev.segue.segmentation.strategy.StrategyFixture.draft;
import static dev.segue.segmentation.strategy.StrategyFixture.look;
import static dev.segue.segmentation.strategy.StrategyFixture.moved;
import static dev.segue.segmentation.strategy.StrategyFixture.order;
import static dev.segue.segmentation.strategy.StrategyFixture.strategies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.assignment.Cause;
import dev.segue.segmentation.assignment.ModelFixture;
import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import dev.segue.segmentation.strategy.StrategyFixture.Draft;
import java.time.Duration;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever happens, in whatever order: nobody is addressed more often than they may be, or where they do not want to be. */
class FrequencyPropertyTest {
    private static final List<String> CHANNELS = List.of("email", "sms", "web");

    private final List<Trigger> fired = new ArrayList<>();
    private final List<Strategy> made = new ArrayList<>();

    @Property(tries = 150)
    void capsCooldownsAndOptOutsHold(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 6) int most,
            @ForAll @IntRange(min = 1, max = 20) int withinDays) {
        // Given
        fired.clear();
        made.clear();
        FrequencyCap overall = new FrequencyCap(most, Duration.ofDays(withinDays));
        Strategies strategies = strategies(overall, ZoneOffset.UTC, List.of(), anyStrategies(random));
        made.addAll(strategies.playbook().strategies());
        CustomerState state = new CustomerState();
        TriggerMemory memory = new TriggerMemory();
        List<String> optedOut = new ArrayList<>();

        // When: time goes on, but for what comes at the same moment, and timers that waited for their turn.
        long now = NOW;
        for (int i = 0; i < 120; i++) {
            now += random.nextInt(4) == 0 ? 0 : random.nextLong(2 * DAY);
            long moment = random.nextInt(5) == 0 ? now - random.nextLong(3 * DAY) : now;
            if (random.nextInt(40) == 0) {
                String channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
                memory.take(StrategyFixture.optOut(channel, moment));
                optedOut.add(channel);
            }
            memory = reread(memory);
            Decisions decisions = look(strategies, state, anything(random, state, moment), moment, memory);
            assertThat(decisions.triggers()).noneMatch(trigger -> optedOut.contains(trigger.channel()));
            fired.addAll(decisions.triggers());
        }

        // Then
        assertCap(fired, overall);
        for (Strategy strategy : made) {
            List<Trigger> own = fired.stream()
                    .filter(trigger -> trigger.strategy().equals(strategy.id()))
                    .toList();
            if (strategy.cap() != null) {
                assertCap(own, strategy.cap());
            }
            List<Long> times = own.stream().map(Trigger::at).sorted().toList();
            for (int i = 1; i < times.size(); i++) {
                assertThat(times.get(i) - times.get(i - 1))
                        .isGreaterThanOrEqualTo(strategy.cooldown().toMillis());
            }
        }
        assertThat(fired).extracting(Trigger::id).doesNotHaveDuplicates();
        assertGroup(fired.stream()
                .filter(trigger -> "one".equals(made(trigger).group()))
                .toList());
    }

    private static void assertCap(List<Trigger> triggers, FrequencyCap cap) {
        List<Long> times = triggers.stream().map(Trigger::at).sorted().toList();
        for (int i = 0; i + cap.most() < times.size(); i++) {
            assertThat(times.get(i + cap.most()) - times.get(i))
                    .isGreaterThanOrEqualTo(cap.within().toMillis());
        }
    }

    /** @param triggers of one group, in the order in which they fired */
    private void assertGroup(List<Trigger> triggers) {
        for (int i = 0; i < triggers.size(); i++) {
            Trigger open = triggers.get(i);
            long over = open.at() + made(open).expiry().toMillis();
            assertThat(triggers.subList(i + 1, triggers.size()))
                    .noneMatch(later -> !later.strategy().equals(open.strategy()) && later.at() < over);
        }
    }

    private Strategy made(Trigger trigger) {
        return made.stream()
                .filter(strategy -> strategy.id().equals(trigger.strategy()))
                .findFirst()
                .orElseThrow();
    }

    private static Draft[] anyStrategies(Random random) {
        Draft[] drafts = {
            atComplaints("a"),
            atComplaints("b"),
            draft("c", new Momentary.Entered("small")),
            draft("d", new Momentary.FirstPurchase()),
            draft("e", new Standing.Lapsing(0.6)),
            draft("f", new Standing.Overdue(Duration.ofDays(1))),
            draft("g", new Season(MonthDay.of(3, 20), MonthDay.of(5, 1))),
            draft("h", new Standing.Reaches("frequency", 3)),
        };
        for (Draft draft : drafts) {
            draft.priority(random.nextInt(3)).channel(CHANNELS.get(random.nextInt(CHANNELS.size())));
            draft.cooldown(Duration.ofHours(random.nextInt(100))).holdout(0.3);
            if (random.nextBoolean()) {
                draft.cap(1 + random.nextInt(3), Duration.ofDays(1 + random.nextInt(10)));
            }
            if (random.nextBoolean()) {
                draft.group("one");
            }
        }
        return drafts;
    }

    private static Happening anything(Random random, CustomerState state, long at) {
        return switch (random.nextInt(4)) {
            case 0 -> Happening.TIME;
            case 1 -> moved("s1", "s0", Cause.BEHAVIOUR, at);
            case 2 -> {
                state.apply(order(at), ModelFixture.DECAY);
                yield StrategyFixture.event(order(at));
            }
            default -> complaint(at);
        };
    }

    private static TriggerMemory reread(TriggerMemory memory) {
        StateWriter out = new StateWriter();
        memory.write(out);
        return TriggerMemory.read(new StateReader(out.bytes()));
    }
}
