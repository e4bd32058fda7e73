package dev.segue.avro.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelKeyTest {
    @Test
    void theModelInForceAndItsVersionsHaveKeysOfTheirOwn() {
        assertThat(ModelKey.inForce("value").text()).isEqualTo("value");
        assertThat(ModelKey.archived("value", 12).text()).isEqualTo("value@12");
        assertThat(ModelKey.of("value")).contains(ModelKey.inForce("value"));
        assertThat(ModelKey.of("value@12")).contains(ModelKey.archived("value", 12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "@1", "value@", "value@x", "value@0", "value@-1", "value@1@2", "value@1.5"})
    void whatIsNoKeyIsNotTakenForOne(String text) {
        assertThat(ModelKey.of(text)).isEmpty();
    }

    @Test
    void aNameWithAnAtIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelKey.inForce("a@b"))
                .withMessage("segmentation 'a@b' must have a name without @");
    }
}
