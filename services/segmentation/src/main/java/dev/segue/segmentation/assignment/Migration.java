package dev.segue.segmentation.assignment;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Customers of a sample who go from one segment to another when a model comes into force, or stay.
 *
 * @param from id of the segment they are in; null for unassigned
 * @param to id of the segment they come to; null for unassigned
 * @param customers how many, more than zero
 */
public record Migration(@Nullable String from, @Nullable String to, long customers) {
    public Migration {
        if (customers < 1) {
            throw new IllegalArgumentException("customers must be 1 or more, not " + customers);
        }
    }

    /** Whether they change their segment. */
    public boolean moves() {
        return !Objects.equals(from, to);
    }
}
