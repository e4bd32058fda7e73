package dev.segue.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnceTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger done = new AtomicInteger();
    private final Once once = new Once(nanos::get);

    @Test
    void shouldAnswerWhatWasAnsweredFirstWithoutDoingItAgain() {
        // When
        HttpResponse<?> first = once.answer(promote(1), "k", this::deed);
        HttpResponse<?> second = once.answer(promote(1), "k", this::deed);

        // Then
        assertThat((Object) second.body()).isEqualTo(first.body()).isEqualTo(1);
        assertThat(second.header(HttpHeaders.ETAG)).isEqualTo("\"8\"");
        assertThat((Object) second).as("each may be given headers of its own").isNotSameAs(first);
        assertThat(done.get()).isEqualTo(1);
    }

    @Test
    void shouldDoItAgainWithoutAKeyAndWithAnother() {
        once.answer(promote(1), null, this::deed);
        once.answer(promote(1), null, this::deed);
        once.answer(promote(1), "k", this::deed);
        once.answer(promote(1), "l", this::deed);

        assertThat(done.get()).isEqualTo(4);
    }

    @Test
    void shouldRefuseAKeyThatWasUsedWithAnotherRequest() {
        // Given
        once.answer(promote(1), "k", this::deed);

        // When, Then
        for (HttpRequest<?> other : List.of(
                promote(2),
                HttpRequest.POST("/drop?version=1", ""),
                promote(1).header(HttpHeaders.IF_MATCH, "\"7\""))) {
            assertThatThrownBy(() -> once.answer(other, "k", this::deed))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat((Object) problem.status()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY))
                    .hasMessageContaining("another request");
        }
        assertThat(done.get()).isEqualTo(1);
    }

    @Test
    void shouldLetWhoAsksMeanwhileWaitForTheSameAnswer() throws Exception {
        // Given one that is being done
        CountDownLatch doing = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<?>>> asked = new ArrayList<>();
            asked.add(threads.submit(() -> once.answer(promote(1), "k", () -> {
                doing.countDown();
                join(mayEnd);
                return deed();
            })));
            doing.await();

            // When
            AtomicInteger asking = new AtomicInteger();
            for (int i = 0; i < 8; i++) {
                asked.add(threads.submit(() -> {
                    asking.incrementAndGet();
                    return once.answer(promote(1), "k", this::deed);
                }));
            }
            await().until(() -> asking.get() == 8);
            mayEnd.countDown();

            // Then
            for (Future<HttpResponse<?>> answer : asked) {
                assertThat((Object) answer.get().body()).isEqualTo(1);
            }
        }
        assertThat(done.get()).isEqualTo(1);
    }

    @Test
    void shouldNotKeepWhatCameToNothing() {
        // Given one that fails, and one that is told to come again
        assertThatThrownBy(() -> once.answer(promote(1), "k", () -> {
                    throw new ProblemException(HttpStatus.NOT_FOUND, "there is none");
                }))
                .hasMessage("there is none");
        once.answer(promote(1), "k", () -> HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE));

        // When
        HttpResponse<?> again = once.answer(promote(1), "k", this::deed);

        // Then
        assertThat((Object) again.body()).isEqualTo(1);
    }

    @Test
    void shouldKeepARefusal() {
        once.answer(promote(1), "k", () -> HttpResponse.status(HttpStatus.CONFLICT));

        assertThat(once.answer(promote(1), "k", this::deed).code()).isEqualTo(409);
    }

    @Test
    void shouldForgetAfterADay() {
        // Given
        once.answer(promote(1), "k", this::deed);

        // When, Then
        nanos.addAndGet(Once.KEPT.toNanos() - 1);
        once.answer(promote(1), "k", this::deed);
        assertThat(done.get()).isEqualTo(1);
        nanos.addAndGet(Duration.ofNanos(1).toNanos());
        once.answer(promote(1), "k", this::deed);
        assertThat(done.get()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "with space", "schlüssel"})
    void shouldRefuseWhatIsNoKey(String key) {
        assertThatThrownBy(() -> once.answer(promote(1), key, this::deed))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("1 to 255");
        assertThat(done.get()).isEqualTo(0);
    }

    private HttpResponse<?> deed() {
        return HttpResponse.ok(done.incrementAndGet()).header(HttpHeaders.ETAG, "\"8\"");
    }

    private static MutableHttpRequest<?> promote(long version) {
        return HttpRequest.POST("/promote?version=" + version, "");
    }

    private static void join(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
