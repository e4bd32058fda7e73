package dev.segue.segmentation.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.event.CampaignMessage;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TriggerMemoryTest {
    /** Something to be remembered. */
    private sealed interface Fact {
        record Fired(int strategy, long at) implements Fact {}

        record OptedOut(String channel, long at) implements Fact {}
    }

    @Test
    void whoHasNeverBeenAddressedTakesTwoOctets() {
        assertThat(encoded(new TriggerMemory())).hasSize(2);
    }

    @Property(tries = 200)
    void whatIsWrittenIsRead(@ForAll Random random, @ForAll @IntRange(max = 200) int facts) {
        // Given
        TriggerMemory memory = of(anyFacts(random, facts));

        // When
        StateReader in = new StateReader(encoded(memory));
        TriggerMemory read = TriggerMemory.read(in);

        // Then
        assertThat(in.atEnd()).isTrue();
        assertThat(encoded(read)).isEqualTo(encoded(memory));
        assertThat(read.triggers()).isEqualTo(memory.triggers());
    }

    @Property(tries = 200)
    void theOrderOfWhatIsNotedDoesNotMatter(@ForAll Random random, @ForAll @IntRange(max = 100) int facts) {
        // Given
        List<Fact> inOrder = anyFacts(random, facts);
        List<Fact> shuffled = new ArrayList<>(inOrder);
        Collections.shuffle(shuffled, random);

        // When, Then
        assertThat(encoded(of(shuffled))).isEqualTo(encoded(of(inOrder)));
    }

    @Property(tries = 200)
    void mergingIsAsIfOneCustomerHadHadAll(
            @ForAll Random random, @ForAll @Size(value = 3) List<@IntRange(max = 60) Integer> counts) {
        // Given
        List<List<Fact>> facts =
                counts.stream().map(count -> anyFacts(random, count)).toList();
        List<Fact> together = facts.stream().flatMap(List::stream).toList();

        // When
        TriggerMemory leftFirst = of(facts.get(0));
        leftFirst.merge(of(facts.get(1)));
        leftFirst.merge(of(facts.get(2)));
        TriggerMemory rightFirst = of(facts.get(2));
        rightFirst.merge(of(facts.get(1)));
        TriggerMemory outer = of(facts.get(0));
        outer.merge(rightFirst);

        // Then
        assertThat(encoded(leftFirst)).isEqualTo(encoded(of(together)));
        assertThat(encoded(outer)).isEqualTo(encoded(of(together)));
    }

    @Test
    void ofTooManyStrategiesThoseThatFiredLongestAgoAreForgottenAndTheCountIsNot() {
        // Given
        TriggerMemory memory = new TriggerMemory();

        // When
        for (int i = 0; i < 200; i++) {
            memory.note(i, 1_000 - i);
        }

        // Then
        assertThat(memory.last(127)).isEqualTo(1_000 - 127);
        assertThat(memory.last(128)).isEqualTo(Standing.NEVER);
        assertThat(memory.triggers()).isEqualTo(200);
        assertThat(encoded(memory).length).isLessThan(2_000);
    }

    @Test
    void asManyTimesAreKeptAsACapMayNeed() {
        // Given
        TriggerMemory memory = new TriggerMemory();

        // When
        for (int i = 1; i <= 40; i++) {
            memory.note(7, i);
        }

        // Then
        assertThat(memory.last(7)).isEqualTo(40);
        assertThat(memory.nthLatest(7, 32)).isEqualTo(9);
        assertThat(memory.nthLatest(7, 33)).isEqualTo(Standing.NEVER);
        assertThat(memory.nthLatest(32)).isEqualTo(9);
    }

    @Test
    void anOptOutOfNoKnownChannelIsOneOfAll() {
        // Given
        TriggerMemory memory = new TriggerMemory();

        // When
        memory.take(StrategyFixture.optOut(null, 1));

        // Then
        assertThat(memory.optedOutOf("email")).isTrue();
        assertThat(TriggerMemory.read(new StateReader(encoded(memory))).optedOutOf("sms"))
                .isTrue();
    }

    @Test
    void whoOptsInAgainIsNotOptedOut() {
        // Given
        TriggerMemory memory = new TriggerMemory();
        memory.take(StrategyFixture.optOut("email", 1));

        // When
        memory.take(new CampaignMessage("in", 2, CampaignMessage.Kind.SUBSCRIBED, "email", null));

        // Then
        assertThat(memory.optedOutOf("email")).isFalse();
    }

    @Test
    void ofTwoCustomersWhoAreOneTheOptOutOfEitherStandsUnlessEitherOptedInLater() {
        // Given
        TriggerMemory memory = new TriggerMemory();
        memory.take(new CampaignMessage("in", 2, CampaignMessage.Kind.SUBSCRIBED, "email", null));
        TriggerMemory other = new TriggerMemory();
        other.take(StrategyFixture.optOut("email", 1));
        other.take(StrategyFixture.optOut("sms", 1));

        // When
        memory.merge(other);

        // Then
        assertThat(memory.optedOutOf("email")).isFalse();
        assertThat(memory.optedOutOf("sms")).isTrue();
    }

    private static List<Fact> anyFacts(Random random, int count) {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean optOut = random.nextInt(10) == 0;
            facts.add(
                    optOut
                            ? new Fact.OptedOut("channel-" + random.nextInt(40), random.nextLong(100))
                            : new Fact.Fired(random.nextInt(), random.nextLong(1_800_000_000_000L)));
        }
        return facts;
    }

    private static TriggerMemory of(List<Fact> facts) {
        TriggerMemory memory = new TriggerMemory();
        for (Fact fact : facts) {
            switch (fact) {
                case Fact.Fired fired -> memory.note(fired.strategy() % 50, fired.at());
                case Fact.OptedOut out -> memory.take(StrategyFixture.optOut(out.channel(), out.at()));
            }
        }
        return memory;
    }

    private static byte[] encoded(TriggerMemory memory) {
        StateWriter out = new StateWriter();
        memory.write(out);
        return out.bytes();
    }
}
