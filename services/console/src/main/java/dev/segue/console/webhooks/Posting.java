package dev.segue.console.webhooks;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Makes single attempts. Connections are not shared between receivers, so none waits for another. Thread-safe. */
@Singleton
final class Posting {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Clock clock = Clock.systemUTC();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    /**
     * Posts a message, signed for this moment.
     *
     * @throws InterruptedException where the thread is interrupted; whether the receiver has the message is not known then
     */
    Answer post(Webhook webhook, Message message) throws InterruptedException {
        Instant now = clock.instant();
        HttpRequest request = HttpRequest.newBuilder(webhook.url())
                .header("content-type", "application/json")
                .header("user-agent", "Segue")
                .header("webhook-id", message.id())
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .header("webhook-signature", webhook.secret().sign(message.id(), now, message.body()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(message.body()))
                .build();
        CompletableFuture<HttpResponse<String>> sent = http.sendAsync(request, info -> new Excerpt());
        try {
            // The client's own timeout ends with the headers, and a receiver may dawdle after them.
            HttpResponse<String> response = sent.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return Answer.of(
                    response.statusCode(),
                    response.headers().firstValue("retry-after").orElse(null),
                    response.body(),
                    clock.instant());
        } catch (TimeoutException e) {
            return Answer.none("no answer within %d s".formatted(PATIENCE.toSeconds()));
        } catch (ExecutionException e) {
            return Answer.none(reason(e.getCause() == null ? e : e.getCause()));
        } finally {
            // Does nothing where the answer is there.
            sent.cancel(true);
        }
    }

    /** In words, where the exception has none: the client's often are nothing but a name. */
    private static String reason(Throwable e) {
        return switch (e) {
            case ConnectException connect
            when connect.getCause() instanceof UnresolvedAddressException -> "no such host";
            case ConnectException _ -> "no connection";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }
}
