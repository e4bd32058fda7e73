package dev.segue.cli.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.cli.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The segmenter's customers: the export of its state stores, and the clock that their ages go by.
 *
 * @param http client; stays the caller's
 * @param segmenter base address
 */
public record CustomersClient(HttpClient http, URI segmenter) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Until it begins to answer; an export may take longer as a whole. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final int OK = 200;
    private static final int NOT_NOW = 503;
    private static final int MOST_TRIES = 30;
    private static final int SECONDS_BETWEEN_TRIES = 2;

    /** Takes the CSV as it comes. */
    @FunctionalInterface
    public interface Sink<T> {
        /**
         * @param csv the export; closed by the caller
         */
        T take(InputStream csv) throws IOException;
    }

    /**
     * Reads the export.
     *
     * @param segmentation whose segments the rows name
     * @return what the sink made of it
     * @throws CommandFailure when the segmenter does not answer, breaks off, or answers with an error
     */
    public <T> T export(String segmentation, Sink<T> sink) throws InterruptedException {
        URI address = segmenter.resolve(
                "/customers.csv?segmentation=%s".formatted(URLEncoder.encode(segmentation, StandardCharsets.UTF_8)));
        HttpResponse<InputStream> response = answer(address);
        try (InputStream body = response.body()) {
            if (response.statusCode() != OK) {
                throw new CommandFailure("the segmenter refuses the export: %d %s"
                        .formatted(response.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8)));
            }
            return sink.take(body);
        } catch (IOException e) {
            throw new CommandFailure("the export broke off: " + e, e);
        }
    }

    /**
     * The time of the latest event the segmenter has seen, where that is its clock.
     *
     * @return empty where it has seen none yet, or goes by the wall clock
     * @throws CommandFailure when the segmenter does not answer, or answers with an error
     */
    public Optional<Instant> eventClock() throws InterruptedException {
        HttpResponse<InputStream> response = answer(segmenter.resolve("/clock"));
        try (InputStream body = response.body()) {
            String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            if (response.statusCode() != OK) {
                throw new CommandFailure(
                        "the segmenter does not tell its clock: %d %s".formatted(response.statusCode(), text));
            }
            JsonNode clock = JSON.readTree(text);
            return clock.path("mode").asText().equals("event") && clock.hasNonNull("now")
                    ? Optional.of(Instant.parse(clock.path("now").asText()))
                    : Optional.empty();
        } catch (IOException | DateTimeException e) {
            throw new CommandFailure("the segmenter's clock cannot be read: " + e, e);
        }
    }

    private HttpResponse<InputStream> answer(URI address) throws InterruptedException {
        HttpResponse<InputStream> response = ask(address);
        for (int tries = 1; response.statusCode() == NOT_NOW && tries < MOST_TRIES; tries++) {
            discard(response);
            // Restoring or rebalancing: a matter of seconds.
            TimeUnit.SECONDS.sleep(SECONDS_BETWEEN_TRIES);
            response = ask(address);
        }
        return response;
    }

    private static void discard(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new CommandFailure("the segmenter's answer broke off: " + e, e);
        }
    }

    private HttpResponse<InputStream> ask(URI address) throws InterruptedException {
        try {
            return http.send(
                    HttpRequest.newBuilder(address).timeout(LONGEST).GET().build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new CommandFailure(
                    "the segmenter at %s does not answer (%s). Start it with: segue up".formatted(segmenter, e), e);
        }
    }
}
