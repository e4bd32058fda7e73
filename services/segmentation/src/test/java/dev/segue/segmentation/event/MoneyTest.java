package dev.segue.segmentation.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.segmentation.AnyEvents;
import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MoneyTest {
    @Property
    void amountsSurviveTheWayThereAndBack(@ForAll long tenThousandths) {
        assertThat(Money.of(Money.decimal(tenThousandths))).isEqualTo(tenThousandths);
    }

    @Property
    void decimalsOfUpToFourPlacesAreExact(@ForAll("amounts") BigDecimal amount) {
        assertThat(Money.decimal(Money.of(amount))).isEqualByComparingTo(amount);
    }

    @Property(tries = 300)
    void whatAnOrderCostsIsExact(@ForAll("orders") Order order) {
        BigDecimal list = BigDecimal.ZERO;
        BigDecimal value = Money.decimal(order.discount()).negate();
        for (Order.Line line : order.lines()) {
            BigDecimal full = Money.decimal(line.price()).multiply(BigDecimal.valueOf(line.quantity()));
            list = list.add(full);
            value = value.add(full).subtract(Money.decimal(line.discount()));
        }

        assertThat(Money.decimal(order.listValue())).isEqualByComparingTo(list);
        assertThat(Money.decimal(order.value())).isEqualByComparingTo(value);
    }

    @Test
    void tenthsOfAPennyAreKept() {
        assertThat(Money.of(new BigDecimal("0.001"))).isEqualTo(10);
        assertThat(Money.units(12_345.0)).isEqualTo(1.2345);
    }

    @Test
    void moreThanFourPlacesAreRefusedRatherThanRounded() {
        assertThatThrownBy(() -> Money.of(new BigDecimal("0.00001"))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void whatDoesNotFitIsRefusedRatherThanWrapped() {
        BigDecimal tooMuch = new BigDecimal(BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.ONE), Money.SCALE);

        assertThatThrownBy(() -> Money.of(tooMuch)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Order.Line("p1", null, Long.MAX_VALUE / 2, 3, 0).listValue())
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void aTotalOfEighteenDigitsIsTheMost() {
        assertThat(Money.sum(Money.MOST - 1, 1)).isEqualTo(Money.MOST);
        assertThat(Money.decimal(Money.MOST).precision()).isEqualTo(18);
        assertThatThrownBy(() -> Money.sum(Money.MOST, 1)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Money.sum(Long.MAX_VALUE, 1)).isInstanceOf(ArithmeticException.class);
    }

    @Provide
    Arbitrary<BigDecimal> amounts() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("-900000000000000"), new BigDecimal("900000000000000"))
                .ofScale(4);
    }

    @Provide
    Arbitrary<Order> orders() {
        return AnyEvents.order();
    }
}
