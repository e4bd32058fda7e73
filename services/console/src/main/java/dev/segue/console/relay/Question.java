package dev.segue.console.relay;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a service is asked.
 *
 * @param method HTTP method
 * @param path path and query, encoded
 * @param headers further headers
 * @param body the body; null for none
 * @param patience for how long to wait for the answer
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on as it is; never compared as values.
public record Question(
        String method, String path, Map<String, String> headers, byte @Nullable [] body, Duration patience) {
    private static final Duration A_LOOK = Duration.ofSeconds(10);
    /** A training may come of it. */
    private static final Duration A_DEED = Duration.ofMinutes(2);

    /** A look at a path. */
    public static Question get(String path) {
        return new Question("GET", path, Map.of(), null, A_LOOK);
    }

    /** Something to be done, without a body. */
    public static Question post(String path) {
        return new Question("POST", path, Map.of(), null, A_DEED);
    }

    /** Something to be done, of a body. */
    public static Question post(String path, String contentType, byte[] body) {
        return new Question("POST", path, Map.of("Content-Type", contentType), body, A_DEED);
    }

    /** The same with a header, where it has a value. */
    public Question with(String header, @Nullable String value) {
        if (value == null) {
            return this;
        }
        Map<String, String> all = new HashMap<>(headers);
        all.put(header, value);
        return new Question(method, path, Map.copyOf(all), body, patience);
    }

    /** A text as part of a path or query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
