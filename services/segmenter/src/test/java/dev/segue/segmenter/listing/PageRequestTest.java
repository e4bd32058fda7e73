package dev.segue.segmenter.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.http.exceptions.HttpStatusException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {
    @Test
    void shouldGoOnAfterTheCustomerOfTheCursor() {
        assertThat(PageRequest.of(PageRequest.cursor("zoë/1 🎁"), 500)).isEqualTo(new PageRequest("zoë/1 🎁", 500));
        assertThat(PageRequest.of(null, 1).after()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 501, 100_000})
    void shouldRefuseALimitThatIsNone(int limit) {
        assertThatThrownBy(() -> PageRequest.of(null, limit))
                .isInstanceOf(HttpStatusException.class)
                .hasMessage("limit must be 1 to 500, not " + limit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "no such!", "_w"})
    void shouldRefuseACursorThatNoPageCameWith(String cursor) {
        assertThatThrownBy(() -> PageRequest.of(cursor, 50))
                .isInstanceOf(HttpStatusException.class)
                .hasMessageContaining("cursor must be one that a page before came with, not '%s'".formatted(cursor));
    }
}
