package dev.segue.segmentation.assignment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a segment when a model replaced its parent.
 *
 * @param kind what happened
 * @param segment id of the segment it happened to
 * @param related ids of the other segments involved in a split or merge; otherwise empty
 * @param distance for {@link Kind#KEPT}: how far the centroid moved, on the scaled features; otherwise null
 */
public record Lineage(
        Kind kind,
        String segment,
        List<String> related,
        @Nullable Double distance) {
    /** What happened to a segment. */
    public enum Kind {
        /** Moved a little, same identity. */
        KEPT,
        /** Has no counterpart in the parent. */
        BORN,
        /** Has no counterpart any more. */
        RETIRED,
        /** Came out of a segment that lives on. */
        SPLIT,
        /** Went into a segment that lives on. */
        MERGED
    }

    public Lineage {
        related = List.copyOf(related);
    }
}
