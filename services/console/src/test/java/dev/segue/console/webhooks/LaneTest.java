package dev.segue.console.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final Message FIRST = message("m1", 1);
    private static final Message SECOND = message("m2", 2);

    private final Progress progress = new Progress(
            new Webhook(
                    "crm",
                    URI.create("https://crm.example.com/hooks?key=k1"),
                    Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                    Set.of(EventType.CHANGE),
                    null),
            new SimpleMeterRegistry());
    private final List<String> posted = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<Message> done = new ArrayList<>();

    @Test
    void shouldTryAMessageUntilItIsTakenBeforeTheNext() {
        deliver(message -> false, failed(), failed(), Answer.none("no connection"), taken(), taken());

        assertThat(posted).containsExactly("m1", "m1", "m1", "m1", "m2");
        assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(done).containsExactly(FIRST, SECOND);
        assertThat(progress.view(null))
                .returns(WebhookView.State.DELIVERING, WebhookView::state)
                .returns("m2", WebhookView::lastId)
                .returns(5L, WebhookView::attempts)
                .returns(2L, WebhookView::delivered)
                .returns("https://crm.example.com/hooks", WebhookView::url);
    }

    @Test
    void shouldPassOverAMessageThatIsRefusedFiveTimes() {
        deliver(message -> false, refused(), failed(), refused(), refused(), refused(), refused(), taken());

        assertThat(posted).containsExactly("m1", "m1", "m1", "m1", "m1", "m1", "m2");
        assertThat(done).containsExactly(FIRST, SECOND);
        assertThat(progress.view(null).refused()).isEqualTo(1);
        assertThat(progress.view(null).refusals())
                .singleElement()
                .returns("m1", WebhookView.Refusal::id)
                .returns("status 422: no such list", WebhookView.Refusal::answer);
    }

    @Test
    void shouldStopWhereTheReceiverIsGone() {
        deliver(message -> false, Answer.of(410, null, "", Instant.EPOCH));

        assertThat(posted).containsExactly("m1");
        assertThat(done).isEmpty();
        assertThat(progress.stopped()).isTrue();
    }

    @Test
    void shouldNotSendWhatAnErasureOvertookWhileItWaited() {
        deliver(message -> message == FIRST && !pauses.isEmpty(), failed(), taken());

        assertThat(posted).containsExactly("m1", "m2");
        assertThat(done).containsExactly(FIRST, SECOND);
        assertThat(progress.view(null)).returns(1L, WebhookView::withheld).returns(1L, WebhookView::delivered);
    }

    private void deliver(Predicate<Message> erased, Answer... answers) {
        Lane.Attempts attempts = message -> {
            posted.add(message.id());
            return answers[posted.size() - 1];
        };
        Lane.Pauses waiting = new Lane.Pauses() {
            @Override
            public void answered() {}

            @Override
            public void take(Duration pause, boolean away) {
                pauses.add(pause);
            }
        };
        new Lane(attempts, waiting, new BackOff(() -> 0), erased, progress).deliver(List.of(FIRST, SECOND), done::add);
    }

    private static Answer taken() {
        return Answer.of(204, null, "", Instant.EPOCH);
    }

    private static Answer failed() {
        return Answer.of(503, null, "", Instant.EPOCH);
    }

    private static Answer refused() {
        return Answer.of(422, null, "no such list", Instant.EPOCH);
    }

    private static Message message(String id, long offset) {
        return new Message(id, "c1", 0, offset, false, new byte[0]);
    }
}
