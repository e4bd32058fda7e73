package dev.segue.segmentation.kpi;

import dev.segue.segmentation.assignment.SegmentChange;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which KPIs: of one segment, in one window. Windows are days of event time, UTC.
 *
 * @param segmentation the segmentation
 * @param segment id of the segment; empty for customers who are in none
 * @param day the window: days since the epoch, UTC
 */
public record KpiCell(String segmentation, String segment, long day) {
    private static final char BETWEEN = '/';
    private static final long MILLIS_A_DAY = Duration.ofDays(1).toMillis();

    public KpiCell {
        if (segmentation.isEmpty()) {
            throw new IllegalArgumentException("segmentation must not be empty");
        }
    }

    /**
     * The cell of a moment.
     *
     * @param at epoch milliseconds
     */
    public static KpiCell at(String segmentation, String segment, long at) {
        return new KpiCell(segmentation, segment, Math.floorDiv(at, MILLIS_A_DAY));
    }

    /** The cell of the segment that a change leads from. */
    public static KpiCell left(SegmentChange change) {
        return at(change.segmentation(), orEmpty(change.from()), change.at());
    }

    /** The cell of the segment that a change leads to. */
    public static KpiCell entered(SegmentChange change) {
        return at(change.segmentation(), orEmpty(change.to()), change.at());
    }

    /** When the window begins, epoch milliseconds. */
    public long start() {
        return day * MILLIS_A_DAY;
    }

    /** As a text, {@code value/value-3/2026-03-01}, which {@link #of} reads. */
    public String text() {
        return segmentation + BETWEEN + segment + BETWEEN + LocalDate.ofEpochDay(day);
    }

    /** The cell of a text that {@link #text} gave. */
    public static KpiCell of(String text) {
        int last = text.lastIndexOf(BETWEEN);
        int first = text.lastIndexOf(BETWEEN, last - 1);
        return new KpiCell(
                text.substring(0, first),
                text.substring(first + 1, last),
                LocalDate.parse(text.substring(last + 1)).toEpochDay());
    }

    private static String orEmpty(@Nullable String segment) {
        return segment == null ? "" : segment;
    }
}
