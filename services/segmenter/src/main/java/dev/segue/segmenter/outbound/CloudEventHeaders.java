package dev.segue.segmenter.outbound;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Headers that spare readers the decoding where they only filter: CloudEvents, Kafka binding, binary mode. */
final class CloudEventHeaders {
    private CloudEventHeaders() {}

    /**
     * The headers of an event.
     *
     * @param at event time, epoch milliseconds
     */
    static Headers of(String id, String source, String type, long at) {
        Headers headers = new RecordHeaders();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", id);
        put(headers, "ce_source", source);
        put(headers, "ce_type", type);
        put(headers, "ce_time", Instant.ofEpochMilli(at).toString());
        put(headers, "content-type", "application/avro");
        return headers;
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
