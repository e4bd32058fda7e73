package dev.segue.segmentation.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long START = 20_000 * DAY;
    private static final Decay DECAY = Decay.halfLife(Duration.ofDays(30));
    private static final int ROOMY = 1024;

    private record Bought(long at, Set<String> things) {}

    @Property(tries = 200)
    void weightsAreNeverTooHighAndTooLowByNoMoreThanTheBound(@ForAll("orders") List<Bought> orders) {
        // Given room for twelve things, where there are a hundred
        Tally<String> tally = tally(16, orders);

        // When
        TopList<String> top = tally.top(8);

        // Then
        Map<String, Double> exact = exact(orders, top.asOf());
        assertThat(tally.things()).isLessThanOrEqualTo(12);
        assertThat(top.weights().size()).isLessThanOrEqualTo(8);
        double rounding = 1e-3 * orders.size();
        exact.forEach((thing, weight) -> {
            assertThat(weight).isGreaterThanOrEqualTo(top.atLeast(thing) - rounding);
            assertThat(weight).isLessThanOrEqualTo(top.atLeast(thing) + top.bound() + rounding);
        });
        assertThat(exact.keySet()).containsAll(top.weights().keySet());
    }

    @Property(tries = 200)
    void itDoesNotMatterInWhichOrderOrdersCome(@ForAll("orders") List<Bought> orders, @ForAll Random random) {
        List<Bought> shuffled = new ArrayList<>(orders);
        Collections.shuffle(shuffled, random);

        // When
        TopList<String> one = tally(ROOMY, orders).top(200);
        TopList<String> other = tally(ROOMY, shuffled).top(200);

        // Then
        assertThat(other.asOf()).isEqualTo(one.asOf());
        assertAlike(one, other, orders.size());
    }

    @Property(tries = 200)
    void partsMergedAreTheWhole(@ForAll("orders") List<Bought> orders, @ForAll("orders") List<Bought> more) {
        List<Bought> all = new ArrayList<>(orders);
        all.addAll(more);
        TopList<String> one = tally(ROOMY, orders).top(200);
        TopList<String> other = tally(ROOMY, more).top(200);

        // When
        TopList<String> merged = TopList.merge(List.of(one, other), DECAY);

        // Then
        assertAlike(merged, tally(ROOMY, all).top(200), all.size());
        assertAlike(merged, TopList.merge(List.of(other, one), DECAY), all.size());
    }

    @Property(tries = 100)
    void goesOnAsBeforeAfterHavingBeenBytes(
            @ForAll("orders") List<Bought> orders, @ForAll("orders") List<Bought> more) {
        Tally<String> tally = tally(ROOMY, orders);
        StateWriter out = new StateWriter();
        tally.write(out, StateWriter::text);
        Tally<String> read = new Tally<>(ROOMY, DECAY, String::length);
        StateReader in = new StateReader(out.bytes());
        read.read(in, StateReader::text);

        // When
        more.forEach(order -> tally.add(order.at(), order.things()));
        more.forEach(order -> read.add(order.at(), order.things()));

        // Then
        assertThat(in.atEnd()).isTrue();
        assertThat(read.top(200).orders()).isEqualTo(tally.top(200).orders());
        assertThat(read.top(200).bound()).isEqualTo(tally.top(200).bound());
        assertThat(read.top(200).weights())
                .containsExactlyInAnyOrderEntriesOf(tally.top(200).weights());
    }

    @Test
    void shouldTellItsErrorAfterHavingBeenBytesToo() {
        // Given more things than there is room for
        Tally<String> tally = new Tally<>(8, DECAY, String::length);
        for (int i = 0; i < 100; i++) {
            tally.add(START, List.of("p" + i));
        }
        StateWriter out = new StateWriter();
        tally.write(out, StateWriter::text);

        // When
        Tally<String> read = new Tally<>(8, DECAY, String::length);
        read.read(new StateReader(out.bytes()), StateReader::text);

        // Then
        assertThat(tally.top(8).bound()).isGreaterThan(0);
        assertThat(read.top(8).bound()).isEqualTo(tally.top(8).bound());
    }

    @Test
    void shouldListAndWriteFewerThingsOfManyCharacters() {
        Tally<String> tally = new Tally<>(8192, DECAY, String::length);
        for (int i = 0; i < 1000; i++) {
            tally.add(START, List.of(i + "x".repeat(500), i == 0 ? "a" : "b"));
        }

        // When
        TopList<String> top = tally.top(1000);
        StateWriter out = new StateWriter();
        tally.write(out, StateWriter::text);

        // Then: nothing is known of the others but that they are in an order each at most
        assertThat(top.weights().size()).isBetween(125, 135);
        assertThat(top.weights()).containsKey("b");
        assertThat(top.bound()).isEqualTo(1);
        assertThat(out.bytes().length).isBetween(125_000, 140_000);
    }

    @Test
    void shouldWeighAnOrderHalfAfterAHalfLife() {
        Tally<String> tally = new Tally<>(ROOMY, DECAY, String::length);
        tally.add(START, List.of("old"));

        // When
        tally.add(START + 30 * DAY, List.of("new"));

        // Then
        TopList<String> top = tally.top(2);
        assertThat(top.atLeast("new")).isCloseTo(1, within(1e-4));
        assertThat(top.atLeast("old")).isCloseTo(0.5, within(1e-4));
        assertThat(top.orders()).isCloseTo(1.5, within(1e-4));
    }

    @Test
    void shouldWeighALateOrderAsIfItHadComeInTime() {
        Tally<String> tally = new Tally<>(ROOMY, DECAY, String::length);
        tally.add(START + 60 * DAY, List.of("new"));

        // When
        tally.add(START, List.of("late"));

        // Then
        assertThat(tally.top(2).atLeast("late")).isCloseTo(0.25, within(1e-4));
    }

    @Test
    void shouldForgetWhatIsTooLongAgo() {
        Tally<String> tally = new Tally<>(ROOMY, DECAY, String::length);
        tally.add(START, List.of("old"));

        // When
        tally.add(START + 30_000 * DAY, List.of("new"));

        // Then
        assertThat(tally.top(2).weights()).containsOnlyKeys("new");
        assertThat(tally.things()).isOne();
    }

    @Test
    void shouldFindTheHeavyHittersAmongManyThings() {
        // Given every tenth order with one of five things, the others with one of ten thousand
        Tally<String> tally = new Tally<>(256, DECAY, String::length);
        Random random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            String thing = i % 10 == 0 ? "hit" + i / 10 % 5 : "p" + random.nextInt(10_000);
            tally.add(START + i * 60_000L, List.of(thing));
        }

        // When
        TopList<String> top = tally.top(5);

        // Then
        assertThat(top.weights()).containsOnlyKeys("hit0", "hit1", "hit2", "hit3", "hit4");
        assertThat(tally.things()).isLessThanOrEqualTo(192);
    }

    private static void assertAlike(TopList<String> one, TopList<String> other, int orders) {
        double rounding = 1e-3 * (1 + orders);
        assertThat(other.orders()).isCloseTo(one.orders(), within(rounding));
        Set<String> things = new LinkedHashSet<>(one.weights().keySet());
        things.addAll(other.weights().keySet());
        things.forEach(thing -> assertThat(other.atLeast(thing)).isCloseTo(one.atLeast(thing), within(rounding)));
    }

    private static Tally<String> tally(int size, List<Bought> orders) {
        Tally<String> tally = new Tally<>(size, DECAY, String::length);
        orders.forEach(order -> tally.add(order.at(), order.things()));
        return tally;
    }

    private static Map<String, Double> exact(List<Bought> orders, long asOf) {
        Map<String, Double> weights = new HashMap<>();
        for (Bought order : orders) {
            double weight = DECAY.remaining(asOf - order.at());
            order.things().forEach(thing -> weights.merge(thing, weight, Double::sum));
        }
        return weights;
    }

    @Provide
    Arbitrary<List<Bought>> orders() {
        return Combinators.combine(
                        Arbitraries.longs().between(START, START + 300 * DAY),
                        Arbitraries.integers()
                                .between(0, 100)
                                .map(number -> "p" + number)
                                .set()
                                .ofMinSize(1)
                                .ofMaxSize(5))
                .as(Bought::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(120);
    }
}
