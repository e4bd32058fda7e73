package dev.segue.segmenter.impact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts whom a condition holds for, by segment. Mutable; one thread. */
final class Impact {
    private final Map<String, SegmentImpact> segments = new LinkedHashMap<>();
    private SegmentImpact unassigned = new SegmentImpact(null, 0, 0);

    /** @param first ids of segments, to come first in this order, also where nobody is in them */
    Impact(List<String> first) {
        first.forEach(id -> segments.put(id, new SegmentImpact(id, 0, 0)));
    }

    /** Counts a customer. */
    void add(@Nullable String segment, boolean holds) {
        add(new SegmentImpact(segment, holds ? 1 : 0, 1));
    }

    /** Counts some customers of a segment. */
    void add(SegmentImpact some) {
        String id = some.segment();
        if (id == null) {
            unassigned = sum(unassigned, some);
        } else {
            segments.merge(id, some, Impact::sum);
        }
    }

    private static SegmentImpact sum(SegmentImpact one, SegmentImpact other) {
        return new SegmentImpact(one.segment(), one.customers() + other.customers(), one.of() + other.of());
    }

    /** Those who are in none come last. */
    List<SegmentImpact> bySegment() {
        List<SegmentImpact> all = new ArrayList<>(segments.values());
        all.add(unassigned);
        return all;
    }
}
