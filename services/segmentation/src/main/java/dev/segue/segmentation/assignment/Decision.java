package dev.segue.segmentation.assignment;

import org.jspecify.annotations.Nullable;

/** What becomes of a customer in one segmentation. */
public sealed interface Decision {
    /** Stays where they are, being nearest to it (or in none, for want of evidence). */
    record Stay() implements Decision {}

    /** Stays although another segment is nearer. */
    record Suppressed(Why why) implements Decision {
        /** What held the customer back. */
        public enum Why {
            /** The other segment is not nearer by enough. */
            MARGIN,
            /** The customer has not been in the present one for long enough. */
            DWELL
        }
    }

    /**
     * Moves.
     *
     * @param to index of the segment in the model; -1 for none
     * @param placement where the customer stands; null when they move to none
     */
    record Move(int to, @Nullable Placement placement) implements Decision {}
}
