package dev.segue.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.cli.StandInService;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaterClockTest {
    private static final Instant LAST = Instant.parse("2011-12-09T12:50:00Z");
    private static final String CLOCK = "{\"mode\":\"event\",\"now\":\"%s\"}";

    private final StandInService service = new StandInService();
    private final HttpClient http = HttpClient.newHttpClient();
    private final LaterClock clock = new LaterClock(new CustomersClient(http, service.address()));

    LaterClockTest() throws IOException {}

    @AfterEach
    void close() {
        http.close();
        service.close();
    }

    @Test
    void aClockAtTheLastEventShouldBeNothingToSpeakOf() throws InterruptedException {
        // Given
        service.answering(200, CLOCK.formatted(LAST));

        // When, Then
        assertThat(clock.note(LAST, "the file", "segue up --fresh")).isEmpty();
    }

    @Test
    void aClockPastTheLastEventShouldBeToldWithWhatToDo() throws InterruptedException {
        // Given
        service.answering(200, CLOCK.formatted(LAST.plusMillis(1)));

        // When, Then
        assertThat(clock.note(LAST, "the file", "segue up --fresh"))
                .hasValue("Note: this stack has seen events of 2011-12-09 12:50, so the file looks long ago to it. "
                        + "Begin with an empty one: segue up --fresh");
    }

    @Test
    void aSegmenterThatIsAwayShouldBeNoReasonToStop() throws InterruptedException {
        // Given
        service.close();

        // When, Then
        assertThat(clock.note(LAST, "the file", "segue up --fresh"))
                .hasValueSatisfying(note -> assertThat(note)
                        .startsWith("Note: whether this stack has seen later events is not known: the segmenter at "
                                + service.address() + " does not answer"));
    }

    @Test
    void aClockThatCannotBeReadShouldBeNoReasonToStop() throws InterruptedException {
        // Given
        service.answering(200, CLOCK.formatted("noon"));

        // When, Then
        assertThat(clock.note(LAST, "the file", "segue up --fresh"))
                .hasValueSatisfying(note -> assertThat(note)
                        .startsWith("Note: whether this stack has seen later events is not known: "
                                + "the segmenter's clock cannot be read"));
    }
}
