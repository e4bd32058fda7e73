package dev.segue.console.relay;

import dev.segue.console.settings.ConsoleConfig;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks the segmenter and the trainer. Of several segmenters any will do; one that does not answer is passed over. Thread-safe. */
@Singleton
public final class Services {
    /** Within what a connection is made. */
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final List<URI> segmenters;
    private final URI trainer;
    private final AtomicInteger next = new AtomicInteger();

    Services(ConsoleConfig config) {
        this.segmenters = config.console().segmenters();
        this.trainer = config.console().trainer();
    }

    /**
     * What a segmenter says.
     *
     * @throws ServiceAwayException where none answers
     */
    public Answer segmenter(Question question) {
        List<String> failures = new ArrayList<>();
        int first = next.getAndIncrement();
        for (int i = 0; i < segmenters.size(); i++) {
            URI address = segmenters.get(Math.floorMod(first + i, segmenters.size()));
            try {
                return ask(address, question);
            } catch (IOException e) {
                failures.add("%s (%s)".formatted(address, reason(e)));
            }
        }
        throw new ServiceAwayException("no segmenter answers at " + String.join(", ", failures));
    }

    /**
     * What the trainer says.
     *
     * @throws ServiceAwayException where it does not answer
     */
    public Answer trainer(Question question) {
        try {
            return ask(trainer, question);
        } catch (IOException e) {
            throw new ServiceAwayException("the trainer does not answer at %s (%s)".formatted(trainer, reason(e)));
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? "not reachable" : e.getMessage();
    }

    private Answer ask(URI address, Question question) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(question.path()))
                .timeout(question.patience())
                .header("Accept", "application/json, application/problem+json");
        question.headers().forEach(request::header);
        byte[] body = question.body();
        request.method(
                question.method(),
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
