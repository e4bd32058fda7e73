package dev.segue.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;

/** Asks a program over HTTP whether it is healthy. */
public final class HttpProbe {
    private static final int ANSWER_MILLIS = 10_000;

    private HttpProbe() {}

    /**
     * Gets a page.
     *
     * @param page an http address
     * @return what is wrong; empty when the answer is a status below 300 within ten seconds
     */
    public static Optional<String> complaint(URI page) {
        try {
            HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
            connection.setConnectTimeout(ANSWER_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            int status = connection.getResponseCode();
            if (status >= 300) {
                connection.disconnect();
                return Optional.of(page + " answers with status " + status);
            }
            // Reading the body to its end lets the connection serve the next question.
            try (InputStream body = connection.getInputStream()) {
                body.readAllBytes();
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(page + " does not answer: " + e.getMessage());
        }
    }
}
