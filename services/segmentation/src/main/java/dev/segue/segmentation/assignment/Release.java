package dev.segue.segmentation.assignment;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a version of a model stands, and what the gate made of it.
 *
 * @param status whether it is, was or may come into force
 * @param gate what the gate said; null where it was not asked
 * @param migration the sampled customers by where they were under the model in force at the time and where this one puts
 *     them; empty where there was none
 */
public record Release(Status status, @Nullable GateDecision gate, List<Migration> migration) {
    /** A model nobody held against another. */
    public static final Release PUBLISHED = new Release(Status.PUBLISHED, null, List.of());

    /** How a version stands. */
    public enum Status {
        /** Is or was in force. */
        PUBLISHED,
        /** The gate did not let it through; it waits for a person. */
        HELD,
        /** Does not come into force unless a person says so: turned down, overtaken by a newer one, or rolled back from. */
        DROPPED
    }

    public Release {
        Objects.requireNonNull(status, "status");
        migration = List.copyOf(migration);
    }

    /** The same with another status. */
    public Release as(Status other) {
        return new Release(other, gate, migration);
    }
}
