package dev.segue.console.deadletters;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An input record that could not be used.
 *
 * @param partition partition of the dead letters' topic
 * @param offset offset there
 * @param at when it was set aside, epoch milliseconds
 * @param headers all headers, in their order; a name may come more than once
 * @param key the key as it came; null for none
 * @param value the value as it came; null for none
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on as it is; never compared as values.
public record DeadLetter(
        int partition, long offset, long at, List<Header> headers, byte @Nullable [] key, byte @Nullable [] value) {
    private static final String STREAMS = "__streams.errors.";
    private static final String REASON = "segue_reason";
    private static final String LEFT_OUT = "segue_left_out";

    /**
     * A header.
     *
     * @param value as it came; null for none
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on as it is; never compared as a value.
    public record Header(String name, byte @Nullable [] value) {
        /** Whether it came with the record, rather than was added when that was set aside. */
        boolean ofTheRecord() {
            return !name.startsWith(STREAMS) && !name.equals(REASON) && !name.equals(LEFT_OUT);
        }
    }

    /** What names it: partition and offset. */
    public String id() {
        return partition + "-" + offset;
    }

    /** Code of the reason. */
    public String reason() {
        return text(REASON, "unknown");
    }

    /** What is wrong with it. */
    public String message() {
        return text(STREAMS + "message", "");
    }

    /** The topic it came from; empty where that is not known. */
    public String sourceTopic() {
        return text(STREAMS + "topic", "");
    }

    /** Its partition there; empty where that is not known. */
    public String sourcePartition() {
        return text(STREAMS + "partition", "");
    }

    /** Its offset there; empty where that is not known. */
    public String sourceOffset() {
        return text(STREAMS + "offset", "");
    }

    /** The latest header of a name among those that are written when a record is set aside, which are texts. */
    private String text(String name, String none) {
        String found = none;
        for (Header header : headers) {
            if (header.name().equals(name) && header.value() != null) {
                found = new String(header.value(), StandardCharsets.UTF_8);
            }
        }
        return found;
    }

    /** What it takes up, in bytes. */
    long size() {
        long size = length(key) + length(value);
        for (Header header : headers) {
            size += header.name().length() + length(header.value());
        }
        return size;
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
