package dev.segue.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is sent, a problem document says what is wrong with it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final EmbeddedServer server = LoneConsole.start(Map.of("test.bad-input", true));

    /** Takes a body of a type, as none of the API's own operations does. */
    @Controller("/test/orders")
    @Hidden
    @Requires(property = "test.bad-input")
    static final class Orders {
        @Post
        Order order(@Body Order order) {
            return order;
        }
    }

    @Serdeable
    record Order(String id, int pieces, List<Line> lines) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Line(String product, long unitPrice) {}

    @AfterAll
    void stop() {
        server.close();
        http.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/v1/changes?limit=many                                     | limit must be one whole number, not 'many'
            /api/v1/changes?limit=99999999999                              | limit must be one whole number, not '99999999999'
            /api/v1/changes?limit=1&limit=2                                | limit must be one whole number
            /api/v1/changes?limit=0                                        | limit must be 1 to 500, not 0
            /api/v1/changes?limit=501                                      | limit must be 1 to 500, not 501
            /api/v1/changes?cursor=x                                       | cursor 'x' is not one that a page gave
            /api/v1/segmentations/value/diff?from=1                        | to is missing
            /api/v1/segmentations/value/models/latest                      | version must be one whole number, not 'latest'
            /api/v1/segmentations/value/flows?from=yesterday               | from must be one moment, such as 2026-03-01T12:00:00Z, not 'yesterday'
            /api/v1/segmentations/value/segments/value-1?from=2026-13-01   | from must be one day, such as 2026-03-01, not '2026-13-01'
            """)
    void shouldSayWhichParameterIsWrongAndWhatWouldBeRight(String path, String detail) throws Exception {
        HttpResponse<String> response = send(HttpRequest.newBuilder(at(path)));

        assertThat(problem(response, 400)).startsWith(detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id": "a",                                                     | 400 | the body cannot be read from line 1
            <order/>                                                        | 400 | the body cannot be read from line 1, column
            []                                                              | 400 | the body is not the JSON that it must be
            {"id": "a", "pieces": "many", "lines": []}                      | 400 | pieces in the body is not what it must be
            {"id": "a", "pieces": 1, "lines": [{"product": 1, "unit_price": {}}]} | 400 | lines.unit_price in the body is not what it must be
            {"id": "a", "pieces": 1e99, "lines": []}                        | 400 | the body cannot be read from line 1, column
            ``                                                              | 400 | the body is missing
            """)
    void shouldSayWhereABodyIsWrong(String body, int status, String detail) throws Exception {
        HttpResponse<String> response = send(HttpRequest.newBuilder(at("/test/orders"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));

        assertThat(problem(response, status)).startsWith(detail);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/models/dry-run, application/json, 415",
        "/api/v1/playbooks/dry-run, text/plain, 415",
        "/api/v1/segmentations/value/impacted, application/yaml, 415",
        "/api/v1/segmentations/value/impacted, application/json, 503",
        "/api/v1/models/dry-run, application/yaml, 503",
    })
    void shouldTakeTheRightKindOfBodyOnly(String path, String type, int status) throws Exception {
        HttpResponse<String> response = send(HttpRequest.newBuilder(at(path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(problem(response, status)).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void shouldRefuseALargeBody(boolean lengthKnown) throws Exception {
        byte[] large = new byte[2 << 20];

        HttpResponse<String> response = send(HttpRequest.newBuilder(at("/api/v1/models/dry-run"))
                .header("Content-Type", "application/yaml")
                .POST(
                        lengthKnown
                                ? HttpRequest.BodyPublishers.ofByteArray(large)
                                : HttpRequest.BodyPublishers.ofByteArrays(List.of(large))));

        assertThat(problem(response, 413)).isEqualTo("the body is too large: 1,048,576 bytes are the most");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/nowhere, 404",
        "DELETE, /api/v1/changes, 405",
        "BREW, /api/v1/changes, 405",
        "POST, /api/v1/changes, 405",
        "OPTIONS, /api/v1/changes, 405",
    })
    void shouldSayWhatCannotBeAskedFor(String method, String path, int status) throws Exception {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(at(path)).method(method, HttpRequest.BodyPublishers.noBody()));

        assertThat(problem(response, status)).contains(path);
    }

    @Test
    void shouldSayThatAnswersAreJson() throws Exception {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(at("/api/v1/changes")).header("Accept", "text/csv"));

        assertThat(problem(response, 406)).contains("application/json");
    }

    @Test
    void shouldRefuseAnAddressThatIsTooLong() throws Exception {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(at("/api/v1/changes?cursor=" + "1".repeat(10_000))));

        assertThat(problem(response, 414)).isEqualTo("the address is too long");
    }

    @Test
    void shouldRefuseHeadersThatAreTooLarge() throws Exception {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(at("/api/v1/changes")).header("X-Large", "1".repeat(20_000)));

        assertThat(problem(response, 431)).isEqualTo("the headers are too large");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /api/v1/changes HTTP/1.1",
        "GET /api/v1/changes HTTP/1.1~Host: localhost~Bad Header: x",
        "GET /api/v1/changes?cursor=%zz HTTP/1.1~Host: localhost",
        "POST /api/v1/models/dry-run HTTP/1.1~Host: localhost~Content-Type: application/yaml~Content-Length: abc",
        "nonsense",
    })
    void shouldRefuseWhatIsNoHttp(String request) throws Exception {
        String answer = raw(request.replace("~", "\r\n") + "\r\n\r\n");

        assertThat(answer)
                .matches("(?s)HTTP/1\\.[01] 400 .*")
                .containsIgnoringCase("content-type: application/problem+json");
        assertThat(JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n")))
                        .get("detail")
                        .asText())
                .isNotBlank()
                .doesNotContain("Exception", "netty");
    }

    private static String problem(HttpResponse<String> response, int status) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JSON.readTree(response.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asText()).isNotBlank();
        return assertThat(problem.get("detail").asText())
                .isNotBlank()
                .doesNotContain("Exception", "io.micronaut", "java.", "dev.segue")
                .actual();
    }

    private URI at(String path) {
        return URI.create(server.getURI() + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
