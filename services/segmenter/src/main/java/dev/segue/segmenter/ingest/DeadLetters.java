package dev.segue.segmenter.ingest;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The headers of a dead letter: those of Kafka Streams' own dead letters (KIP-1034), and our reason. Key, value and the
 * headers the record came with stay as they were.
 */
public final class DeadLetters {
    /** Our reason code, see {@link Reason#code()}. */
    public static final String REASON = "segue_reason";

    private static final String PREFIX = "__streams.errors.";

    /** A message may quote what is wrong, and that may be most of a large record. */
    private static final int LONGEST_MESSAGE = 2_000;

    private static final int LONGEST_STACK_TRACE = 20_000;

    private DeadLetters() {}

    /** The headers of a dead letter of a record. */
    public static Headers headers(
            Headers original, Reason reason, Throwable cause, String topic, int partition, long offset) {
        Headers headers = new RecordHeaders(original.toArray());
        put(headers, REASON, reason.code());
        put(headers, PREFIX + "exception", cause.getClass().getName());
        put(headers, PREFIX + "message", shortened(String.valueOf(cause.getMessage()), LONGEST_MESSAGE));
        put(headers, PREFIX + "stacktrace", shortened(stackTrace(cause), LONGEST_STACK_TRACE));
        put(headers, PREFIX + "topic", topic);
        put(headers, PREFIX + "partition", Integer.toString(partition));
        put(headers, PREFIX + "offset", Long.toString(offset));
        return headers;
    }

    private static void put(Headers headers, String name, String value) {
        // A dead letter sent again and rejected again has the latest reason, not two.
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + " …";
    }

    private static String stackTrace(Throwable cause) {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
