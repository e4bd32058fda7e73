package dev.segue.segmenter.cluster;

import dev.segue.segmenter.service.SegmenterConfig;
import io.micronaut.context.annotation.Bean;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * The other instances, over HTTP. Each is asked for its own part only, under {@value #PARTS}, so that a question is never passed
 * on twice. What answers is believed only where it says that it is an instance of the same application: at the address of one
 * that is gone, something else may listen by now. All methods block, and throw {@link NotNowException} where there is no answer to be
 * relied on. Thread-safe.
 */
@Singleton
@Bean(preDestroy = "close")
public final class Peers implements AutoCloseable {
    /** Begins the paths of what instances ask each other. */
    public static final String PARTS = "/parts";

    /** Names the application whose instance answers. */
    static final String APPLICATION = "segue-application";

    private static final Duration CONNECT = Duration.ofMillis(500);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final Owners owners;
    private final String application;
    private final JsonMapper json;

    Peers(Owners owners, SegmenterConfig config, JsonMapper json) {
        this.owners = owners;
        this.application = config.applicationId();
        this.json = json;
    }

    /**
     * What an instance is asked.
     *
     * @param path under {@value #PARTS}, encoded
     * @param body sent as JSON, by POST; null for GET
     * @param patience how long it may take at most
     */
    public record Question(String path, @Nullable Object body, Duration patience) {}

    /** A text as part of a path or a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * A customer, as the instance that has them tells it.
     *
     * @return JSON; null where that instance has their partition, and in it no such customer
     */
    public byte @Nullable [] customer(Owners.Owner owner, String id) {
        if (owner.instance().equals(HostInfo.unavailable())) {
            throw new NotNowException("no instance has partition %d just now".formatted(owner.partition()));
        }
        if (owner.instance().equals(owners.here())) {
            throw new NotNowException("partition %d is about to be opened here".formatted(owner.partition()));
        }
        HttpResponse<byte[]> response = whole(owner.instance(), new Question("/customers/" + encoded(id), null, LOOK));
        if (response.statusCode() == NO_CONTENT) {
            return null;
        }
        require(owner.instance(), response, response.body());
        return response.body();
    }

    /** An answer in JSON. */
    public <T> T ask(HostInfo peer, Question question, Argument<T> type) {
        HttpResponse<byte[]> response = whole(peer, question);
        require(peer, response, response.body());
        try {
            T read = json.readValue(response.body(), type);
            if (read != null) {
                return read;
            }
        } catch (IOException e) {
            throw failure(peer, "answers what cannot be read: " + e.getMessage(), e);
        }
        throw failure(peer, "answers nothing", null);
    }

    /** An answer that is read as it comes; to be closed. */
    HttpResponse<InputStream> stream(HostInfo peer, Question question) {
        HttpResponse<InputStream> response = answer(peer, question, BodyHandlers.ofInputStream());
        if (response.statusCode() != OK) {
            try (InputStream body = response.body()) {
                require(peer, response, body.readAllBytes());
            } catch (IOException e) {
                throw failure(peer, "breaks off: " + e, e);
            }
        }
        return response;
    }

    private static void require(HostInfo peer, HttpResponse<?> response, byte[] body) {
        if (response.statusCode() != OK) {
            String text = new String(body, StandardCharsets.UTF_8);
            throw failure(peer, "answers %d: %s".formatted(response.statusCode(), text), null);
        }
    }

    private HttpResponse<byte[]> whole(HostInfo peer, Question question) {
        return answer(peer, question, BodyHandlers.ofByteArray());
    }

    /** As soon as the body is there, or as much of it as the handler waits for. */
    private <T> HttpResponse<T> answer(HostInfo peer, Question question, HttpResponse.BodyHandler<T> body) {
        CompletableFuture<HttpResponse<T>> answer = http.sendAsync(request(peer, question), body);
        try {
            HttpResponse<T> response = answer.get(question.patience.toMillis(), TimeUnit.MILLISECONDS);
            if (response.headers()
                    .firstValue(APPLICATION)
                    .filter(application::equals)
                    .isEmpty()) {
                throw failure(peer, "is none of %s any more".formatted(application), null);
            }
            return response;
        } catch (ExecutionException e) {
            throw failure(peer, "does not answer: " + e.getCause(), e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw failure(peer, "does not answer within " + question.patience, e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw failure(peer, "was not waited for", e);
        }
    }

    private static NotNowException failure(HostInfo peer, String what, @Nullable Exception cause) {
        String why = "the instance at %s:%d %s".formatted(peer.host(), peer.port(), what);
        return cause == null ? new NotNowException(why) : new NotNowException(why, cause);
    }

    private HttpRequest request(HostInfo peer, Question question) {
        String host = peer.host().contains(":") ? "[" + peer.host() + "]" : peer.host();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://%s:%d%s%s".formatted(host, peer.port(), PARTS, question.path)));
        return question.body == null
                ? request.build()
                : request.header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(written(question.body)))
                        .build();
    }

    private byte[] written(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException("a question cannot be written", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
