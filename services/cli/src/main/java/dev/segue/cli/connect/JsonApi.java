package dev.segue.cli.connect;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.cli.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A service's HTTP API that answers in JSON. While the service says that it may work in a moment, it is asked again.
 *
 * @param http client; stays the caller's
 * @param service what the service is called
 * @param address its base address
 */
public record JsonApi(HttpClient http, String service, URI address) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(30);
    /** A training may come of it. */
    private static final Duration LONGEST_DEED = Duration.ofMinutes(5);

    private static final int OK = 200;
    private static final int NOT_NOW = 503;
    private static final int MOST_TRIES = 15;
    private static final int SECONDS_BETWEEN_TRIES = 2;

    /** A text as part of a path or query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * What is at a path.
     *
     * @throws CommandFailure when the service does not answer, or refuses; with its own words where it has some
     */
    public JsonNode get(String path) throws InterruptedException {
        return ask(HttpRequest.newBuilder(address.resolve(path)).timeout(LONGEST_LOOK));
    }

    /** What comes of sending something to a path; as {@link #get}. */
    public JsonNode post(String path, String contentType, BodyPublisher body) throws InterruptedException {
        return ask(HttpRequest.newBuilder(address.resolve(path))
                .timeout(LONGEST_DEED)
                .header("Content-Type", contentType)
                .POST(body));
    }

    private JsonNode ask(HttpRequest.Builder builder) throws InterruptedException {
        HttpRequest request = builder.header("Accept", "application/json, application/problem+json")
                .build();
        HttpResponse<String> response = send(request);
        for (int tries = 1; response.statusCode() == NOT_NOW && tries < MOST_TRIES; tries++) {
            // It is starting, or the broker is busy: a matter of seconds.
            TimeUnit.SECONDS.sleep(SECONDS_BETWEEN_TRIES);
            response = send(request);
        }
        JsonNode body = json(response.body());
        if (response.statusCode() != OK) {
            // Not a problem of the service's own making: its framework's, whose message is all there is to read.
            String unexplained = "the %s answers %d: %s"
                    .formatted(
                            service, response.statusCode(), body.path("message").asText(response.body()));
            throw new CommandFailure(body.path("detail").asText(unexplained));
        }
        return body;
    }

    private HttpResponse<String> send(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CommandFailure(
                    "the %s at %s does not answer (%s). Start it with: segue up".formatted(service, address, e), e);
        }
    }

    private JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new CommandFailure("the %s's answer is no JSON: %s".formatted(service, body), e);
        }
    }
}
