package dev.segue.segmentation.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.event.CampaignMessage;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AttributionPropertiesTest {
    private static final int HORIZON = 100;

    private sealed interface Event {}

    private record Triggered(String id, long at, long window, boolean holdout) implements Event {}

    private record Bought(String order, long at, long value) implements Event {}

    private record Returned(String order, long at, long value) implements Event {}

    private record Messaged(String trigger, CampaignMessage.Kind kind) implements Event {}

    /** What comes of a history, and the arms it is counted in, one for each trigger. */
    private static final class Followed {
        private Attribution attribution = new Attribution();
        private final Map<String, Arm> arms = new HashMap<>();

        void take(Event event) {
            count(
                    switch (event) {
                        case Triggered t -> attribution.triggered(Trigger.of(t.id, key(t), t.at, t.window));
                        case Bought b -> attribution.bought(b.order, b.at, b.value);
                        case Returned r -> attribution.returned(r.order, r.at, r.value);
                        case Messaged m -> attribution.message(m.trigger, m.kind);
                    });
        }

        void count(List<OutcomeChange> changes) {
            for (OutcomeChange change : changes) {
                arms.merge(change.arm().strategy(), Arm.EMPTY.with(change), Arm::plus);
            }
        }

        void restart() {
            StateWriter out = new StateWriter();
            attribution.write(out);
            StateReader in = new StateReader(out.bytes());
            attribution = Attribution.read(in);
            assertThat(in.atEnd()).isTrue();
        }
    }

    private static ArmKey key(Triggered trigger) {
        return new ArmKey("value", null, 0, trigger.id, null, trigger.holdout);
    }

    @Property(tries = 500)
    void outcomesAreThoseOfTheDefinitionWhateverTheOrderOfDelivery(
            @ForAll("rememberedWhole") List<Event> history, @ForAll long seed) {
        List<Event> shuffled = new ArrayList<>(history);
        Collections.shuffle(shuffled, new Random(seed));
        Followed followed = new Followed();

        shuffled.forEach(followed::take);

        for (Event event : history) {
            if (event instanceof Triggered trigger) {
                Arm arm = followed.arms.getOrDefault(trigger.id, Arm.EMPTY);
                assertThat(arm.trials()).isEqualTo(1);
                assertThat(arm.revenue()).isEqualTo(revenueByDefinition(trigger, history));
                assertThat(arm.conversions()).isEqualTo(convertedByDefinition(trigger, history) ? 1 : 0);
                List<Bought> inWindow = orders(history)
                        .filter(order -> trigger.at < order.at && order.at <= trigger.at + trigger.window)
                        .toList();
                assertThat(arm.buyers()).isEqualTo(inWindow.stream().anyMatch(order -> kept(order, history)) ? 1 : 0);
                assertThat(arm.spent())
                        .isEqualTo(inWindow.stream()
                                .mapToLong(order -> left(order, history))
                                .sum());
            }
        }
    }

    @Property(tries = 500)
    void aPurchaseIsNeverCountedTwiceAndReturnsNeverTakeMoreThanWasBought(@ForAll("histories") List<Event> history) {
        Followed followed = new Followed();
        history.forEach(event -> {
            followed.take(event);

            assertThat(followed.arms.values()).allSatisfy(arm -> {
                assertThat(arm.trials()).isEqualTo(1);
                assertThat(arm.conversions()).isBetween(0L, 1L);
                assertThat(arm.revenue()).isNotNegative();
                assertThat(arm.spentSquares()).isEqualTo(arm.spent().pow(2));
                assertThat(arm.spent()).isGreaterThanOrEqualTo(arm.revenue());
                assertThat(arm.buyers()).isBetween(arm.conversions(), 1L);
            });
        });

        BigInteger revenue = followed.arms.values().stream().map(Arm::revenue).reduce(BigInteger.ZERO, BigInteger::add);
        long bought = history.stream()
                .mapToLong(event -> event instanceof Bought order ? order.value : 0)
                .sum();
        assertThat(revenue).isLessThanOrEqualTo(BigInteger.valueOf(bought));
    }

    @Property(tries = 300)
    void aRestartBetweenAnyTwoEventsChangesNothing(@ForAll("histories") List<Event> history) {
        Followed through = new Followed();
        Followed restarted = new Followed();

        for (Event event : history) {
            through.take(event);
            restarted.restart();
            restarted.take(event);
        }

        assertThat(restarted.arms).isEqualTo(through.arms);
    }

    @Property(tries = 300)
    void twoCustomersWhoBecomeOneComeToTheSameAsIfTheyAlwaysHadBeen(
            @ForAll("rememberedWhole") List<Event> history, @ForAll long seed) {
        Random random = new Random(seed);
        Followed one = new Followed();
        Followed two = new Followed();
        Followed always = new Followed();
        Map<String, Boolean> whose = new HashMap<>();
        for (Event event : history) {
            always.take(event);
            // A return or message goes where its order or trigger went.
            String of = switch (event) {
                case Triggered t -> t.id;
                case Bought b -> b.order;
                case Returned r -> r.order;
                case Messaged m -> m.trigger;
            };
            (whose.computeIfAbsent(of, id -> random.nextBoolean()) ? one : two).take(event);
        }
        one.arms.putAll(two.arms);

        one.count(one.attribution.merge(two.attribution));

        assertThat(one.arms).isEqualTo(always.arms);
    }

    private static long revenueByDefinition(Triggered trigger, List<Event> history) {
        return orders(history)
                .filter(order -> belongs(order, trigger, history))
                .mapToLong(order -> left(order, history))
                .sum();
    }

    private static boolean convertedByDefinition(Triggered trigger, List<Event> history) {
        return orders(history)
                .filter(order -> belongs(order, trigger, history))
                .anyMatch(order -> kept(order, history));
    }

    private static long left(Bought order, List<Event> history) {
        return Math.max(0, order.value - returned(order, history));
    }

    private static boolean kept(Bought order, List<Event> history) {
        return order.value == 0 || order.value > returned(order, history);
    }

    /** All records of an order as one. */
    private static Stream<Bought> orders(List<Event> history) {
        Map<String, Bought> orders = new LinkedHashMap<>();
        history.stream()
                .filter(Bought.class::isInstance)
                .map(Bought.class::cast)
                .forEach(record -> orders.merge(
                        record.order, record, (a, b) -> new Bought(a.order, Math.min(a.at, b.at), a.value + b.value)));
        return orders.values().stream();
    }

    private static boolean belongs(Bought order, Triggered trigger, List<Event> history) {
        Optional<Triggered> latest = history.stream()
                .filter(Triggered.class::isInstance)
                .map(Triggered.class::cast)
                .filter(t -> t.at < order.at && order.at <= t.at + t.window)
                .max(Comparator.comparing((Triggered t) -> !t.holdout).thenComparingLong(Triggered::at));
        return latest.isPresent() && latest.get().equals(trigger);
    }

    private static long returned(Bought order, List<Event> history) {
        return history.stream()
                .mapToLong(event -> event instanceof Returned r && r.order.equals(order.order) ? r.value : 0)
                .sum();
    }

    /** As many triggers and orders as are remembered, and triggers at different moments. */
    @Provide
    Arbitrary<List<Event>> rememberedWhole() {
        return histories(Attribution.MOST_TRIGGERS, Attribution.MOST_ORDERS);
    }

    /** More than is remembered. */
    @Provide
    Arbitrary<List<Event>> histories() {
        return histories(3 * Attribution.MOST_TRIGGERS, 3 * Attribution.MOST_ORDERS)
                .flatMap(history -> Arbitraries.shuffle(history));
    }

    private static Arbitrary<List<Event>> histories(int triggers, int orders) {
        Arbitrary<Integer> times = Arbitraries.integers().between(0, HORIZON);
        Arbitrary<List<Event>> triggered = Combinators.combine(
                        times, Arbitraries.longs().between(1, HORIZON / 2), Arbitraries.of(false, false, true))
                .as((at, window, holdout) -> (Event) new Triggered("t" + at, at, window, holdout))
                .list()
                .uniqueElements(event -> ((Triggered) event).id)
                .ofMaxSize(triggers);
        Arbitrary<List<Event>> bought = Combinators.combine(
                        times,
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.longs().between(0, 1000))
                .as((at, number, value) -> (Event) new Bought("o" + at + "-" + number, at, value))
                .list()
                .uniqueElements(event -> ((Bought) event).order)
                .ofMaxSize(orders);
        return Combinators.combine(triggered, bought).flatAs((t, b) -> {
            List<Event> events = new ArrayList<>(t);
            events.addAll(b);
            if (t.isEmpty() || b.isEmpty()) {
                return Arbitraries.just(events);
            }
            Arbitrary<Event> returned = Combinators.combine(
                            Arbitraries.of(b), times, Arbitraries.longs().between(0, 1000))
                    .as((order, at, value) -> new Returned(((Bought) order).order, at, value));
            Arbitrary<Event> again = Combinators.combine(
                            Arbitraries.of(b), times, Arbitraries.longs().between(0, 1000))
                    .as((order, at, value) -> new Bought(((Bought) order).order, at, value));
            Arbitrary<Event> messaged = Combinators.combine(
                            Arbitraries.of(t), Arbitraries.of(CampaignMessage.Kind.class))
                    .as((trigger, kind) -> new Messaged(((Triggered) trigger).id, kind));
            return Arbitraries.oneOf(returned, again, messaged)
                    .list()
                    .ofMaxSize(12)
                    .map(more -> {
                        List<Event> all = new ArrayList<>(events);
                        all.addAll(more);
                        return all;
                    });
        });
    }
}
