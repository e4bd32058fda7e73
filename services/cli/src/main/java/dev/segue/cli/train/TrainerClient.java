package dev.segue.cli.train;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.cli.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The trainer's HTTP API.
 *
 * @param http client; stays the caller's
 * @param trainer base address
 */
public record TrainerClient(HttpClient http, URI trainer) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST_TRAINING = Duration.ofMinutes(5);
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;
    private static final int NOT_NOW = 503;
    private static final int MOST_TRIES = 15;
    private static final int SECONDS_BETWEEN_TRIES = 2;

    /** What the trainer said. */
    public sealed interface Answer {
        /**
         * There is a new model.
         *
         * @param version its version
         * @param structure whether there is more to its segments than chance makes, in the trainer's words; empty where
         *     that was not looked into
         */
        record Trained(long version, String structure) implements Answer {
            /** For people. */
            public String text(String segmentation) {
                return "Trained %s v%d. %s"
                        .formatted(segmentation, version, structure)
                        .strip();
            }
        }

        /**
         * There is a new model, but it is not in force.
         *
         * @param version its version
         * @param reasons why not, in the trainer's words
         */
        record Held(long version, String reasons) implements Answer {
            /** For people. */
            public String text(String segmentation) {
                return "Trained %1$s v%2$d, which is held: %3$s. Look at it with: segue models show %1$s %2$d; put it in force with: segue models promote %1$s"
                        .formatted(segmentation, version, reasons);
            }
        }

        /**
         * There are too few customers yet.
         *
         * @param detail how many it waits for, in the trainer's words
         */
        record Waiting(String detail) implements Answer {}
    }

    /**
     * Asks for a model now.
     *
     * @throws CommandFailure when the trainer does not answer, or answers with an error
     */
    public Answer train(String segmentation) throws InterruptedException {
        URI address = trainer.resolve(
                "/segmentations/%s/models".formatted(URLEncoder.encode(segmentation, StandardCharsets.UTF_8)));
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(LONGEST_TRAINING)
                .header("Accept", "application/json, application/problem+json")
                .POST(BodyPublishers.noBody())
                .build();
        HttpResponse<String> response = ask(request);
        for (int tries = 1; response.statusCode() == NOT_NOW && tries < MOST_TRIES; tries++) {
            // It is reading what there is, or the broker is busy: a matter of seconds.
            TimeUnit.SECONDS.sleep(SECONDS_BETWEEN_TRIES);
            response = ask(request);
        }
        return switch (response.statusCode()) {
            case CREATED -> trained(response.body());
            case CONFLICT -> new Answer.Waiting(detail(response.body()));
            default ->
                throw new CommandFailure("the trainer refuses to train %s: %d %s"
                        .formatted(segmentation, response.statusCode(), detail(response.body())));
        };
    }

    private HttpResponse<String> ask(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CommandFailure(
                    "the trainer at %s does not answer (%s). Start it with: segue up".formatted(trainer, e), e);
        }
    }

    private static Answer trained(String body) {
        try {
            JsonNode model = JSON.readTree(body);
            JsonNode version = model.path("version");
            if (version.canConvertToLong()) {
                return model.path("standing").asText().equals("held")
                        ? new Answer.Held(version.asLong(), reasons(model.path("gate")))
                        : new Answer.Trained(
                                version.asLong(),
                                model.path("structure").path("sentence").asText());
            }
        } catch (JacksonException e) {
            throw new CommandFailure("the trainer's answer is no JSON: " + body, e);
        }
        throw new CommandFailure("the trainer's answer names no model version: " + body);
    }

    private static String reasons(JsonNode gate) {
        return StreamSupport.stream(gate.path("reasons").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining("; "));
    }

    private static String detail(String body) {
        try {
            JsonNode problem = JSON.readTree(body);
            return problem.path("detail").asText(problem.path("title").asText(body));
        } catch (JacksonException e) {
            // Not a problem document: its text is all there is.
            return body;
        }
    }
}
