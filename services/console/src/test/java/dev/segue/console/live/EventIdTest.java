package dev.segue.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {
    @Test
    void shouldBeReadAsItWasWritten() {
        EventId id = new EventId(1_774_000_000_123L, 7, 42);

        assertThat(EventId.of(id.text())).contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "1-2", "1-2-3-4", "a-b-c", "-1-2-3", "1-2-99999999999999999999"})
    void shouldNotBeReadFromAnythingElse(String text) {
        assertThat(EventId.of(text)).isEmpty();
    }
}
