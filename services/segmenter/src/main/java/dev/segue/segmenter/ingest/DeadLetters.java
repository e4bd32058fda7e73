package dev.segue.segmenter.ingest;

import dev.segue.avro.topics.Topic;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Records that cannot be used, as they are set aside: key, value and headers as they came, with the headers of Kafka
 * Streams' own dead letters (KIP-1034) and our reason. A record larger than a dead letter can be, which a broker takes when
 * it is well compressed, is not set aside whole: its letter says where it lies.
 */
public final class DeadLetters {
    /** Our reason code, see {@link Reason#code()}. */
    public static final String REASON = "segue_reason";

    /** In a letter that is not whole: how much is missing. */
    public static final String LEFT_OUT = "segue_left_out";

    /** What a batch of one record needs besides, with room for what does not compress at all. */
    private static final int BATCH = 65_536;

    /** No customer's id is longer. */
    private static final int LONGEST_KEY = 1_000;

    private static final String PREFIX = "__streams.errors.";

    /** A message may quote what is wrong, and that may be most of a large record. */
    private static final int LONGEST_MESSAGE = 2_000;

    private static final int LONGEST_STACK_TRACE = 20_000;

    private DeadLetters() {}

    /**
     * The dead letter of a record.
     *
     * @param topic where the record came from
     */
    public static Record<byte @Nullable [], byte @Nullable []> of(
            Record<byte @Nullable [], byte @Nullable []> record,
            Reason reason,
            Throwable cause,
            String topic,
            int partition,
            long offset) {
        Record<byte @Nullable [], byte @Nullable []> letter =
                record.withHeaders(headers(record.headers(), reason, cause, topic, partition, offset));
        long size = size(letter);
        if (size <= Topic.LARGEST_DEAD_LETTER - BATCH) {
            return letter;
        }
        Headers alone = headers(new RecordHeaders(), reason, cause, topic, partition, offset);
        put(
                alone,
                LEFT_OUT,
                "a dead letter of %d bytes would be too large: value and headers are left out; the record is at %s-%d offset %d"
                        .formatted(size, topic, partition, offset));
        byte[] key = record.key();
        return record.withKey(key == null || key.length > LONGEST_KEY ? null : key)
                .withValue((byte[]) null)
                .withHeaders(alone);
    }

    private static long size(Record<byte @Nullable [], byte @Nullable []> letter) {
        byte[] key = letter.key();
        byte[] value = letter.value();
        long size = (key == null ? 0L : key.length) + (value == null ? 0L : value.length);
        for (Header header : letter.headers()) {
            // Of a name no character takes more than three bytes.
            size += 3L * header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return size;
    }

    private static Headers headers(
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
