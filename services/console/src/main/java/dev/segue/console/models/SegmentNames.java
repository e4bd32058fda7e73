package dev.segue.console.models;

import dev.segue.segmentation.assignment.Segment;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Names segments. Thread-safe. */
@Singleton
public final class SegmentNames {
    private static final int COLOURS = 10;
    private static final int PATTERNS = 4;
    private static final SegmentRef NONE = new SegmentRef(null, "none", "In no segment", 0, 0, true);

    private final Models models;

    SegmentNames(Models models) {
        this.models = models;
    }

    /**
     * A segment.
     *
     * @param id its id; null or empty for customers who are in none
     */
    public SegmentRef of(String segmentation, @Nullable String id) {
        if (id == null || id.isEmpty()) {
            return NONE;
        }
        Optional<Segment> segment = models.segment(segmentation, id);
        int number = number(id);
        return new SegmentRef(
                id,
                segment.map(Segment::slug).orElse(id),
                segment.map(Segment::label).orElse(id),
                number % COLOURS,
                number / COLOURS % PATTERNS,
                models.inForce(segmentation)
                        .filter(model -> model.indexOf(id) >= 0)
                        .isPresent());
    }

    /** Ids end in a number that is never given out again; it, from 0, chooses the look. */
    private static int number(String id) {
        int digits = id.length();
        while (digits > 0 && Character.isDigit(id.charAt(digits - 1)) && id.length() - digits < 9) {
            digits--;
        }
        return digits == id.length()
                ? Math.floorMod(id.hashCode(), COLOURS * PATTERNS)
                : Math.max(0, Integer.parseInt(id.substring(digits)) - 1);
    }
}
