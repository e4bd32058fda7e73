package dev.segue.segmenter.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

/** A segmenter whose streams are not started yet: whatever it is asked, it answers with a problem. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProblemResponsesTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private EmbeddedServer server;

    @BeforeAll
    void start() {
        server = ApplicationContext.builder(Map.of(
                        "kafka.bootstrap.servers", "127.0.0.1:1",
                        "schema.registry.url", "http://127.0.0.1:1",
                        "micronaut.server.port", -1,
                        "micronaut.server.host", "127.0.0.1",
                        "micronaut.health.monitor.enabled", false))
                .environmentPropertySource(false)
                .run(EmbeddedServer.class);
    }

    @AfterAll
    void stop() {
        server.close();
        http.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /nothing/here                                              | 404 | there is nothing at /nothing/here",
                "DELETE | /customers/c1                                              | 405 | DELETE",
                "GET    | /customers?limit=abc                                       | 400 | limit",
                "GET    | /customers?limit=100000                                    | 400 | limit must be 1 to 500, not 100000",
                "GET    | /customers?cursor=~                                        | 400 | cursor must be one",
                "GET    | /segmentations/value/segments/value-1/members?limit=0      | 400 | limit must be 1 to 500, not 0",
                "POST   | /segmentations/value/impacted                              | 415 | application/pdf",
                "GET    | /customers/c1                                              | 503 | the segmenter is waiting for start",
                "GET    | /customers                                                 | 503 | the segmenter is waiting for start",
                "GET    | /customers.csv                                             | 503 | the segmenter is waiting for start",
                "GET    | /clock                                                     | 200 | wall",
            })
    void shouldAnswerWithAProblemThatTells(String method, String path, int status, String tells) throws Exception {
        // When
        HttpResponse<String> answer = send(HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/pdf")
                .method(method, method.equals("POST") ? BodyPublishers.ofString("x") : BodyPublishers.noBody()));

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(tells);
        if (status >= 400) {
            assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
            JsonNode problem = new ObjectMapper().readTree(answer.body());
            assertThat(problem.path("status").asInt()).isEqualTo(status);
            assertThat(problem.path("type").asText()).isEqualTo("about:blank");
            assertThat(problem.path("title").asText()).isNotEmpty();
        }
        assertThat(answer.headers().firstValue("retry-after").isPresent()).isEqualTo(status == 503);
    }

    @Test
    void shouldShowTheInstanceAlthoughItIsNotStarted() throws Exception {
        assertThat(send(HttpRequest.newBuilder(at("/instances"))).body())
                .isEqualTo(
                        "{\"items\":[{\"instance\":null,\"address\":null,\"state\":\"waiting for start\",\"this\":true,"
                                + "\"tasks\":[],\"threads\":0,\"state_bytes\":0,\"commit_latency_ms\":null,\"process_rate\":0.0}]}");
    }

    @Test
    void shouldSayWhoseAnswersToOtherInstancesAre() throws Exception {
        HttpResponse<String> own = send(HttpRequest.newBuilder(at("/parts/customers/c1")));

        assertThat(own.statusCode()).isEqualTo(503);
        assertThat(own.headers().firstValue("segue-application")).contains("segue.segmenter");
        assertThat(send(HttpRequest.newBuilder(at("/customers/c1"))).headers().firstValue("segue-application"))
                .isEmpty();
    }

    /** Otherwise a part of an export would pass for the whole. */
    @Test
    void shouldBreakOffATextThatFailsOnTheWayInsteadOfEndingIt() {
        assertThatThrownBy(() -> send(HttpRequest.newBuilder(at("/test/fails-on-the-way"))))
                .isInstanceOf(IOException.class);
    }

    @Controller("/test")
    static final class FailsOnTheWay {
        @Get(uri = "/fails-on-the-way", produces = MediaType.TEXT_CSV)
        io.micronaut.http.HttpResponse<?> text() {
            return io.micronaut.http.HttpResponse.ok(Flux.just("first,row\n", "second,row\n")
                    .concatWith(Flux.error(new NoSuchElementException("third"))));
        }
    }

    private URI at(String path) {
        return URI.create(server.getURI() + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
