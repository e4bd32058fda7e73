package dev.segue.console.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.console.webhooks.Answer.Meaning;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "200, DELIVERED",
        "204, DELIVERED",
        "299, DELIVERED",
        "301, FAILED",
        "307, FAILED",
        "401, FAILED",
        "403, FAILED",
        "404, FAILED",
        "405, FAILED",
        "408, FAILED",
        "425, FAILED",
        "429, FAILED",
        "500, FAILED",
        "503, FAILED",
        "400, REFUSED",
        "413, REFUSED",
        "422, REFUSED",
        "410, GONE",
    })
    void shouldMeanWhatItsStatusSays(int status, Meaning meaning) {
        assertThat(Answer.of(status, null, "", NOW).meaning()).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"120 | 120", "Sun, 01 Mar 2026 12:00:30 GMT | 30"})
    void shouldKnowHowLongToWait(String retryAfter, long seconds) {
        assertThat(Answer.of(503, retryAfter, "", NOW).askedFor()).hasSeconds(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-5", "soon", "99999999999", "Sun, 01 Mar 2026 11:59:59 GMT"})
    void shouldIgnoreWhatIsNoTimeToWait(String retryAfter) {
        assertThat(Answer.of(503, retryAfter, "", NOW).askedFor()).isNull();
    }

    @Test
    void shouldSayWhatTheReceiverSaid() {
        assertThat(Answer.of(422, null, "no such list", NOW).said()).isEqualTo("status 422: no such list");
        assertThat(Answer.of(502, null, " ", NOW).said()).isEqualTo("status 502");
    }
}
