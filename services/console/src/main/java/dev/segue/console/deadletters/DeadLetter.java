package dev.segue.console.deadletters;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An input record that could not be used.
 *
 * @param partition partition of the dead letters' topic
 * @param offset offset there
 * @param at when it was set aside, epoch milliseconds
 * @param reason code of the reason
 * @param headers texts of all headers
 * @param key the key as it came; null for none
 * @param value the value as it came; null for none
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on as it is; never compared as values.
public record DeadLetter(
        int partition,
        long offset,
        long at,
        String reason,
        Map<String, String> headers,
        byte @Nullable [] key,
        byte @Nullable [] value) {
    private static final String PREFIX = "__streams.errors.";

    /** What names it: partition and offset. */
    public String id() {
        return partition + "-" + offset;
    }

    /** What is wrong with it. */
    public String message() {
        return headers.getOrDefault(PREFIX + "message", "");
    }

    /** The topic it came from; empty where that is not known. */
    public String sourceTopic() {
        return headers.getOrDefault(PREFIX + "topic", "");
    }

    /** Its partition there; empty where that is not known. */
    public String sourcePartition() {
        return headers.getOrDefault(PREFIX + "partition", "");
    }

    /** Its offset there; empty where that is not known. */
    public String sourceOffset() {
        return headers.getOrDefault(PREFIX + "offset", "");
    }
}
