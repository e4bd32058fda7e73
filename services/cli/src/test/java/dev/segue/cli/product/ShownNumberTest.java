package dev.segue.cli.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownNumberTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,815 | 1815",
                "£1.32m | 1320263.55",
                "£739.19k | 739188.2",
                "36% | 0.357",
                "6.9% | 0.0694",
                "-0.54 | -0.5412",
                "+19.4 | 19.41",
                "15 days | 15.2",
                "-£1.20 | -1.2",
                "× 2.02 | 2.021",
                "£24.18 | 24.1752"
            })
    void shouldTakeWhatIsShownForTheValueItIsRoundedFrom(String shown, double value) {
        assertThat(ShownNumber.says(shown, DoubleNode.valueOf(value))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1,815 | 1816", "£1.32m | 1326263", "36% | 0.366", "-0.54 | 0.54", "– | 0", "0 | 1", "2.5% | 2.5"})
    void shouldNotTakeItForAnother(String shown, double value) {
        assertThat(ShownNumber.says(shown, DoubleNode.valueOf(value))).isFalse();
    }

    @Test
    void shouldKnowTheSignForNoNumber() {
        assertThat(ShownNumber.says("–", NullNode.instance)).isTrue();
        assertThat(ShownNumber.says("0", NullNode.instance)).isFalse();
        assertThatThrownBy(() -> ShownNumber.parse("no better than chance")).hasMessageContaining("is no number");
    }
}
