package dev.segue.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortSettingTest {
    private static final String VARIABLE = "SEGUE_PORT_SETTING_TEST";

    @AfterEach
    void clear() {
        System.clearProperty(VARIABLE);
    }

    @Test
    void shouldBeTheDefaultWhenNotSet() {
        assertThat(PortSetting.of(VARIABLE, 9092)).isEqualTo(new PortSetting(VARIABLE, 9092, false));
    }

    @Test
    void shouldBeWhatAPersonSet() {
        // Given
        System.setProperty(VARIABLE, " 19092 ");

        // Then
        assertThat(PortSetting.of(VARIABLE, 9092)).isEqualTo(new PortSetting(VARIABLE, 19092, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "kafka", "9092.5"})
    void shouldRefuseWhatIsNoPortAndNameTheVariable(String text) {
        // Given
        System.setProperty(VARIABLE, text);

        // Then
        assertThatThrownBy(() -> PortSetting.of(VARIABLE, 9092))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(VARIABLE)
                .hasMessageContaining("1 to 65535")
                .hasMessageContaining(text);
    }
}
