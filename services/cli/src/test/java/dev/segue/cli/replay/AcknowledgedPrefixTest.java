package dev.segue.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AcknowledgedPrefixTest {
    @Property(tries = 200)
    void thePrefixShouldNeverPassTheFirstGapAndEndAtTheEnd(
            @ForAll @IntRange(max = 20) int start, @ForAll @IntRange(max = 200) int events, @ForAll long seed) {
        // Given acknowledgements in any order
        List<Long> order = LongStream.range(start, start + events).boxed().collect(Collectors.toList());
        Collections.shuffle(order, new Random(seed));
        AcknowledgedPrefix prefix = new AcknowledgedPrefix(start);
        BitSet acknowledged = new BitSet();
        acknowledged.set(0, start);

        // When, Then
        for (long position : order) {
            prefix.acknowledged(position);
            acknowledged.set((int) position);
            assertThat(prefix.length()).isEqualTo(acknowledged.nextClearBit(0));
        }
        assertThat(prefix.length()).isEqualTo(start + events);
    }

    @Example
    void anEventAcknowledgedTwiceShouldBeRefused() {
        AcknowledgedPrefix prefix = new AcknowledgedPrefix(3);

        assertThatThrownBy(() -> prefix.acknowledged(2)).hasMessageContaining("event 2 is acknowledged twice");
    }
}
