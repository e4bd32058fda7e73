package dev.segue.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StackChoiceTest {

    @Test
    void shouldTakeWhatThereIsUnlessChosen() {
        assertThat(StackChoice.of(null)).isEqualTo(StackChoice.WHAT_THERE_IS);
    }

    @Test
    void shouldBeChosenByName() {
        assertThat(StackChoice.of("local")).isEqualTo(StackChoice.LOCAL);
        assertThat(StackChoice.of("containers")).isEqualTo(StackChoice.CONTAINERS);
    }

    @Test
    void shouldSayWhatMayBeChosen() {
        assertThatThrownBy(() -> StackChoice.of("docker"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The system property segue.stack is \"docker\": it is \"local\" or \"containers\".");
    }
}
