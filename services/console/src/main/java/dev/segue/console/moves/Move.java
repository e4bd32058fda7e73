package dev.segue.console.moves;

import org.jspecify.annotations.Nullable;

/**
 * A segment change or a trigger, as it came. What is asked for often stands beside the bytes, the rest is decoded when somebody looks.
 *
 * @param number how-manyeth it is that this console took, 1 or more
 * @param partition partition of the outbound topic
 * @param offset offset there
 * @param published when the segmenter published it, epoch milliseconds
 * @param at event time, epoch milliseconds
 * @param arrived when the input arrived that caused it, epoch milliseconds; null where none did
 * @param type change or trigger
 * @param customer who
 * @param segmentation the segmentation
 * @param from id of the segment left; null for none, and for a trigger
 * @param to id of the segment entered, or of a trigger's customer; null for none
 * @param cause of a change; null for a trigger
 * @param strategy of a trigger; null for a change
 * @param value the record's value
 */
@SuppressWarnings("ArrayRecordComponent") // Held by the hundred thousand; never compared as values.
public record Move(
        long number,
        int partition,
        long offset,
        long published,
        long at,
        @Nullable Long arrived,
        Type type,
        String customer,
        String segmentation,
        @Nullable String from,
        @Nullable String to,
        @Nullable String cause,
        @Nullable String strategy,
        byte[] value) {
    /** What was published longer ago is read again after a start, or because this console was away, and does not happen now. */
    private static final long NEWS_MILLIS = 30_000;

    /** Whether it has just been published, at a moment in epoch milliseconds. */
    public boolean isNews(long now) {
        return now - published < NEWS_MILLIS;
    }

    /** What it is. */
    public enum Type {
        /** A segment change. */
        CHANGE,
        /** A strategy's trigger. */
        TRIGGER
    }
}
