package dev.segue.segmentation.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ExactSumTest {
    @Property
    void isTheSumOfWholeNumbersHoweverLargeAndSurvivesTheWayThroughBytes(
            @ForAll List<Long> values, @ForAll List<BigInteger> large) {
        // Given
        BigInteger expected = large.stream().reduce(BigInteger.ZERO, BigInteger::add);
        ExactSum sum = new ExactSum();

        // When
        for (long value : values) {
            sum.add(value);
            expected = expected.add(BigInteger.valueOf(value));
        }
        large.forEach(sum::add);
        StateWriter out = new StateWriter();
        sum.write(out);
        ExactSum read = new ExactSum();
        read.read(new StateReader(out.bytes()));

        // Then
        assertThat(sum.value()).isEqualTo(expected);
        assertThat(read.value()).isEqualTo(expected);
    }
}
