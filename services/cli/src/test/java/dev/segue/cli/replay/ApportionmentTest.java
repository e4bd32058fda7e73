package dev.segue.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class ApportionmentTest {
    @Property
    void sharesOfMoneyShouldAddUpToTheAmountAndDifferByOneUnitAtMost(
            @ForAll @LongRange(max = 99_999_999_999_999L) long tenThousandths,
            @ForAll @IntRange(min = 1, max = 40) int parts) {
        // Given
        BigDecimal amount = BigDecimal.valueOf(tenThousandths, 4);
        BigDecimal unit = tenThousandths % 100 == 0 ? new BigDecimal("0.01") : new BigDecimal("0.0001");
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal least = amount;
        BigDecimal most = BigDecimal.ZERO;

        // When
        for (int i = 0; i < parts; i++) {
            BigDecimal share = Apportionment.share(amount, parts, i);
            sum = sum.add(share);
            least = least.min(share);
            most = most.max(share);
        }

        // Then
        assertThat(sum).isEqualByComparingTo(amount);
        assertThat(most.subtract(least)).isLessThanOrEqualTo(unit);
    }

    @Example
    void wholeCentsShouldStayWholeCents() {
        assertThat(Apportionment.share(new BigDecimal("1.0000"), 3, 2)).isEqualTo(new BigDecimal("0.3400"));
    }

    @Example
    void aShareBeyondTheLastShouldBeRefused() {
        assertThatThrownBy(() -> Apportionment.share(BigDecimal.ONE, 3, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shares 3 to 4 of 3 parts");
    }
}
