package dev.segue.avro.sums;

import dev.segue.avro.mapping.SegmentKpisRecords;
import dev.segue.segmentation.kpi.KpiCell;
import dev.segue.segmentation.kpi.SegmentKpis;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The KPIs of one segmentation, put together from the parts that the partitions published. Of each part the latest counts,
 * so parts may be put in more than once. Not thread-safe.
 */
public final class KpiWindows {
    private final String segmentation;
    private final Map<String, dev.segue.avro.SegmentKpis> parts = new HashMap<>();

    /** @param segmentation whose KPIs */
    public KpiWindows(String segmentation) {
        this.segmentation = segmentation;
    }

    /** Whether records under a key are of the segmentation. */
    public boolean wants(String key) {
        return key.startsWith(segmentation + "/");
    }

    /**
     * Puts in a part, in place of the one there was under its key.
     *
     * @param part null where there is none any more
     */
    public void put(String key, dev.segue.avro.@Nullable SegmentKpis part) {
        if (part == null) {
            parts.remove(key);
        } else {
            parts.put(key, part);
        }
    }

    /** By segment, with an empty id for customers who are in none, and by day. */
    public NavigableMap<String, NavigableMap<LocalDate, SegmentKpis>> days() {
        NavigableMap<String, NavigableMap<LocalDate, SegmentKpis>> days = new TreeMap<>();
        for (dev.segue.avro.SegmentKpis part : parts.values()) {
            KpiCell cell = SegmentKpisRecords.cell(part);
            days.computeIfAbsent(cell.segment(), segment -> new TreeMap<>())
                    .merge(LocalDate.ofEpochDay(cell.day()), SegmentKpisRecords.fromRecord(part), SegmentKpis::plus);
        }
        return days;
    }

    /** The sum over days. */
    public static SegmentKpis sum(Map<LocalDate, SegmentKpis> days) {
        return days.values().stream().reduce(new SegmentKpis(), SegmentKpis::plus);
    }
}
