package dev.segue.segmentation.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JourneyTest {
    /** Somebody says that one is another. */
    record Merge(String from, String into) {}

    @Test
    void whoWasMergedAwayIsPassed() {
        Journey journey = Journey.from("c", "r2", 4);

        assertThat(journey.rank()).isEqualTo(5);
        assertThat(journey.revives(new Forwarding("b", 1, "r1"))).isFalse();
        assertThat(journey.past(new Forwarding("b", 1, "r1"))).isEqualTo(journey);
    }

    @Test
    void backWhereItSetOutItBringsTheCustomerBack() {
        Journey journey = Journey.from("c", "r2", 4);

        assertThat(journey.revives(journey.forwarding("a"))).isTrue();
    }

    @Test
    void whoWasOvertakenBringsNobodyBack() {
        Journey journey = Journey.from("c", "r2", 4);

        assertThat(journey.past(new Forwarding("b", 6, "r1")).revives(journey.forwarding("a")))
                .isFalse();
        assertThat(journey.past(new Forwarding("b", 5, "r3")).revives(journey.forwarding("a")))
                .isFalse();
        assertThat(journey.past(new Forwarding("b", 5, "r1")).revives(journey.forwarding("a")))
                .isTrue();
    }

    /** However requests and states overtake each other between customers. */
    @Property(tries = 2000)
    void everybodyEndsUpWithWhomTheyAreOneAndNothingIsLost(
            @ForAll("merges") List<Merge> merges, @ForAll Random random) {
        // Given
        Network network = new Network(random);

        // When
        merges.forEach(merge -> {
            network.ask(merge);
            network.deliver(random.nextInt(4));
        });
        network.deliver(10_000);

        // Then nothing goes round for ever, nothing is lost, and ids said to be one lead to one customer
        assertThat(network.underWay()).isZero();
        assertThat(network.totals.values())
                .as("%s", network.totals)
                .satisfies(totals -> assertThat(
                                totals.stream().mapToInt(Integer::intValue).sum())
                        .isEqualTo(Network.CUSTOMERS.size()));
        for (Merge merge : merges) {
            assertThat(network.found(merge.from())).as("%s", merge).isEqualTo(network.found(merge.into()));
        }
    }

    @Provide
    Arbitrary<List<Merge>> merges() {
        Arbitrary<String> customer = Arbitraries.of(Network.CUSTOMERS);
        return Combinators.combine(customer, customer)
                .as(Merge::new)
                .filter(merge -> !merge.from().equals(merge.into()))
                .list()
                .ofMaxSize(8);
    }

    /** Customers who are one another's and their messages, in order for each receiver and sender, as partitions are. */
    private static final class Network {
        static final List<String> CUSTOMERS = List.of("a", "b", "c", "d");

        /** The totals of those who are there; everyone begins with one. */
        final Map<String, Integer> totals = new HashMap<>();

        /** The highest rank of the merges taken in. */
        private final Map<String, Long> ranks = new HashMap<>();

        private final Map<String, Forwarding> forwardings = new HashMap<>();
        private final Map<String, Queue<Object>> queues = new HashMap<>();
        private final Random random;
        private int requests;

        record Asked(String into, String request) {}

        record State(Journey journey, int total) {}

        Network(Random random) {
            this.random = random;
            CUSTOMERS.forEach(customer -> {
                totals.put(customer, 1);
                queues.put(customer, new ArrayDeque<>());
            });
        }

        void ask(Merge merge) {
            send(merge.from(), new Asked(merge.into(), "r" + requests++));
        }

        int underWay() {
            return queues.values().stream().mapToInt(Queue::size).sum();
        }

        void deliver(int most) {
            for (int i = 0; i < most && underWay() > 0; i++) {
                List<String> waiting = new ArrayList<>(CUSTOMERS);
                waiting.removeIf(customer -> queue(customer).isEmpty());
                String customer = waiting.get(random.nextInt(waiting.size()));
                receive(customer, queue(customer).remove());
            }
        }

        @Nullable
        String found(String customer) {
            String at = customer;
            for (int i = 0; i <= CUSTOMERS.size(); i++) {
                Forwarding forwarding = forwardings.get(at);
                if (forwarding == null) {
                    return at;
                }
                at = forwarding.to();
            }
            return null;
        }

        private void receive(String customer, Object message) {
            Forwarding met = forwardings.get(customer);
            switch (message) {
                case Asked asked when met != null -> send(met.to(), asked);
                case Asked asked when asked.into().equals(customer) -> {
                    // They are one already.
                }
                case Asked asked -> {
                    Journey journey = Journey.from(customer, asked.request(), ranks.getOrDefault(customer, 0L));
                    forwardings.put(customer, journey.forwarding(asked.into()));
                    Integer total = totals.remove(customer);
                    send(asked.into(), new State(journey, total == null ? 0 : total));
                }
                case State state
                when met != null && !state.journey().revives(met) ->
                    send(met.to(), new State(state.journey().past(met), state.total()));
                case State state -> {
                    forwardings.remove(customer);
                    ranks.merge(customer, state.journey().rank(), Math::max);
                    totals.merge(customer, state.total(), Integer::sum);
                }
                default -> throw new AssertionError(message);
            }
        }

        private void send(String customer, Object message) {
            queue(customer).add(message);
        }

        private Queue<Object> queue(String customer) {
            return java.util.Objects.requireNonNull(queues.get(customer));
        }
    }
}
