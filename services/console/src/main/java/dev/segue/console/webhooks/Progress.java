package dev.segue.console.webhooks;

import dev.segue.console.webhooks.Answer.Meaning;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a webhook is doing at this console, since it was started. Thread-safe. */
final class Progress {
    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    private static final int REFUSALS_KEPT = 20;

    private final Webhook webhook;
    private final MeterRegistry meters;
    private final Timer timer;
    private final Clock clock = Clock.systemUTC();
    private final Deque<WebhookView.Refusal> refusals = new ArrayDeque<>();
    private int waiting;
    private @Nullable Instant since;
    private boolean stopped;
    private boolean troubled;
    private @Nullable String lastId;
    private @Nullable Instant lastDelivered;
    private @Nullable String lastError;
    private @Nullable Instant lastErrorAt;
    private long attempts;
    private long delivered;
    private long refused;
    private long withheld;

    Progress(Webhook webhook, MeterRegistry meters) {
        this.webhook = webhook;
        this.meters = meters;
        this.timer = Timer.builder("segue.webhook.delivery")
                .description("Time in which a receiver took a message")
                .tag("webhook", webhook.id())
                .register(meters);
        for (String result : List.of("delivered", "failed", "refused", "withheld")) {
            count(result, 0);
        }
    }

    private void count(String result, int times) {
        meters.counter("segue.webhook.deliveries", "webhook", webhook.id(), "result", result)
                .increment(times);
    }

    private void wrong(String what) {
        lastError = what;
        lastErrorAt = clock.instant();
    }

    /** The receiver took a message. */
    synchronized void delivered(Message message, Duration took) {
        attempts++;
        delivered++;
        lastId = message.id();
        lastDelivered = clock.instant();
        count("delivered", 1);
        timer.record(took);
    }

    /**
     * An attempt came to nothing, and the message waits for another.
     *
     * @param first whether it was the message's first
     */
    synchronized void failed(Message message, Answer answer, boolean first) {
        attempts++;
        wrong("message %s: %s".formatted(message.id(), answer.said()));
        count("failed", 1);
        if (first && waits()) {
            LOG.warn("webhook {}: message {}: {}; it is tried again", webhook.id(), message.id(), brief(answer));
        }
    }

    /** A message is passed over, as the receiver does not want it. */
    synchronized void refused(Message message, Answer answer) {
        attempts++;
        refused++;
        wrong("message %s: %s".formatted(message.id(), answer.said()));
        refusals.addFirst(new WebhookView.Refusal(message.id(), clock.instant(), answer.said()));
        if (refusals.size() > REFUSALS_KEPT) {
            refusals.removeLast();
        }
        LOG.warn("webhook {}: message {} is passed over: {}", webhook.id(), message.id(), brief(answer));
        count("refused", 1);
    }

    /** A message is not sent any more, as its customer was erased. */
    synchronized void withheld() {
        withheld++;
        count("withheld", 1);
    }

    /** The receiver wants no more. */
    synchronized void stop(Message message, Answer answer) {
        attempts++;
        wrong("message %s: %s".formatted(message.id(), answer.said()));
        count("failed", 1);
        if (!stopped) {
            stopped = true;
            since = clock.instant();
            LOG.warn("webhook {} is stopped: its receiver says it is gone. A restart tries it again", webhook.id());
        }
    }

    synchronized boolean stopped() {
        return stopped;
    }

    /** Records cannot be read. */
    synchronized void trouble(String what) {
        if (!troubled) {
            troubled = true;
            waits();
        }
        wrong(what);
    }

    /** Records can be read. */
    synchronized void noTrouble() {
        if (troubled) {
            troubled = false;
            waitsNoMore();
        }
    }

    /** Something begins to wait; whether nothing did before. */
    private boolean waits() {
        boolean alone = waiting++ == 0;
        if (alone && !stopped) {
            since = clock.instant();
        }
        return alone;
    }

    /** A message whose attempts failed waits no more: it is done with, or left. */
    synchronized void waitsNoMore() {
        if (--waiting == 0 && !stopped) {
            since = null;
        }
    }

    /** For the log, which outlives customers: a receiver may repeat what it was told of them. */
    private static String brief(Answer answer) {
        String said = answer.said();
        int text = said.indexOf(':');
        return answer.meaning() == Meaning.AWAY || text < 0 ? said : said.substring(0, text);
    }

    /** How it is doing. */
    synchronized WebhookView view(@Nullable Long lag) {
        WebhookView.State state = WebhookView.State.DELIVERING;
        if (stopped) {
            state = WebhookView.State.STOPPED;
        } else if (waiting > 0) {
            state = WebhookView.State.RETRYING;
        }
        return new WebhookView(
                webhook.id(),
                webhook.address(),
                webhook.events().stream().map(EventType::word).sorted().toList(),
                webhook.segmentation(),
                state,
                since,
                lastId,
                lastDelivered,
                lag,
                attempts,
                delivered,
                refused,
                withheld,
                List.copyOf(refusals),
                lastError,
                lastErrorAt);
    }
}
