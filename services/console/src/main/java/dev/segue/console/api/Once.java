package dev.segue.console.api;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Does once what is asked for under an idempotency key: who asks again with the same key, because the answer was lost on its way
 * say, gets the answer that was given first, and nothing is done again. Who asks while it is being done waits for that answer. What
 * failed with a status of 500 or more, or with an exception, counts as not done, and may be asked for again.
 *
 * <p>This console's memory alone has the answers: those of the last 24 hours, 1,000 at most. Keys of different users are different.
 * Thread-safe.
 */
@Singleton
final class Once {
    /** Name of the header. */
    static final String KEY = "Idempotency-Key";

    static final Duration KEPT = Duration.ofHours(24);
    static final int MOST = 1_000;

    private static final Pattern USABLE = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final AsyncCache<Name, Done> answers;

    /** A key, and whose it is. */
    private record Name(String user, String key) {}

    /** What was asked for, and what was answered, of which every asker gets a response of their own. */
    private record Done(
            String asked,
            int status,
            Map<String, List<String>> headers,
            @Nullable Object body) {
        static Done of(String asked, HttpResponse<?> answer) {
            return new Done(asked, answer.code(), Map.copyOf(answer.getHeaders().asMap()), answer.body());
        }

        HttpResponse<?> answer() {
            MutableHttpResponse<Object> answer = HttpResponse.status(HttpStatus.valueOf(status));
            headers.forEach((name, values) -> values.forEach(value -> answer.header(name, value)));
            return answer.body(body);
        }
    }

    @Inject
    Once() {
        this(Ticker.systemTicker());
    }

    Once(Ticker time) {
        this.answers = Caffeine.newBuilder()
                .ticker(time)
                .expireAfterWrite(KEPT)
                .maximumSize(MOST)
                .buildAsync();
    }

    /**
     * The answer to a request.
     *
     * @param key its idempotency key; null where it has none, and is done whenever it is asked for
     * @param deed does what is asked for, and answers
     * @throws ProblemException 400 where the key is none; 422 where it was used with another request
     */
    HttpResponse<?> answer(HttpRequest<?> request, @Nullable String key, Supplier<HttpResponse<?>> deed) {
        if (key == null) {
            return deed.get();
        }
        if (!USABLE.matcher(key).matches()) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST, KEY + " must be 1 to 255 printable ASCII characters without spaces");
        }
        String asked = "%s %s %s"
                .formatted(
                        request.getMethodName(),
                        request.getUri(),
                        request.getHeaders().get(HttpHeaders.IF_MATCH));
        Name name = new Name(request.getUserPrincipal().map(Principal::getName).orElse(""), key);
        CompletableFuture<Done> own = new CompletableFuture<>();
        CompletableFuture<Done> first = answers.asMap().putIfAbsent(name, own);
        return first == null ? doNow(name, own, asked, deed) : again(first, asked);
    }

    private HttpResponse<?> doNow(
            Name name, CompletableFuture<Done> own, String asked, Supplier<HttpResponse<?>> deed) {
        try {
            HttpResponse<?> answer = deed.get();
            own.complete(Done.of(asked, answer));
            if (answer.code() >= HttpStatus.INTERNAL_SERVER_ERROR.getCode()) {
                answers.asMap().remove(name, own);
            }
            return answer;
        } finally {
            // Does nothing where there is an answer.
            own.cancel(false);
        }
    }

    private static HttpResponse<?> again(CompletableFuture<Done> first, String asked) {
        Done done;
        try {
            done = first.join();
        } catch (CancellationException e) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "what was asked for first under this %s came to nothing; ask again".formatted(KEY));
        }
        if (!done.asked().equals(asked)) {
            throw new ProblemException(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "this %s was used with another request; take a new one for every request".formatted(KEY));
        }
        return done.answer();
    }
}
