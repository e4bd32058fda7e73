package dev.segue.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void valuesShouldHaveFewerDecimalsTheLargerTheyAre() {
        assertThat(Figures.value(1_234_567.8)).isEqualTo("1,234,568");
        assertThat(Figures.value(92.04)).isEqualTo("92");
        assertThat(Figures.value(-12.34)).isEqualTo("-12.3");
        assertThat(Figures.value(0.456)).isEqualTo("0.46");
        assertThat(Figures.value(0)).isEqualTo("0");
        assertThat(Figures.value(100)).isEqualTo("100");
        assertThat(Figures.value(Double.NaN)).isEqualTo("–");
    }

    @Test
    void moneyShouldKeepEveryDigitItHas() {
        assertThat(Figures.money(new BigDecimal("8300065.8140"), "GBP")).isEqualTo("8,300,065.814 GBP");
        assertThat(Figures.money(new BigDecimal("12.0000"), "GBP")).isEqualTo("12.00 GBP");
        assertThat(Figures.money(new BigDecimal("1000"), "EUR")).isEqualTo("1,000.00 EUR");
        assertThat(Figures.money(new BigDecimal("-0.0001"), "EUR")).isEqualTo("-0.0001 EUR");
    }

    @Test
    void aShareOfNothingShouldBeNone() {
        assertThat(Figures.percent(0, 0)).isEqualTo("0 %");
        assertThat(Figures.percent(1, 3)).isEqualTo("33 %");
    }
}
