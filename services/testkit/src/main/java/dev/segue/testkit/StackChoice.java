package dev.segue.testkit;

import org.jspecify.annotations.Nullable;

/** Where the broker and the registry of integration tests run. */
enum StackChoice {
    /** In containers if a Docker engine answers and has their images or can pull them, else as {@link #LOCAL}. */
    WHAT_THERE_IS,
    /** As processes of this machine. */
    LOCAL,
    /** In containers, or the tests fail. */
    CONTAINERS;

    /** The system property that chooses: {@code local}, {@code containers}, or unset for what there is. */
    static final String PROPERTY = "segue.stack";

    /**
     * Reads a choice.
     *
     * @param value the property's value, null if unset
     * @throws IllegalArgumentException if it is no choice
     */
    static StackChoice of(@Nullable String value) {
        return switch (value) {
            case null -> WHAT_THERE_IS;
            case "local" -> LOCAL;
            case "containers" -> CONTAINERS;
            default ->
                throw new IllegalArgumentException(
                        "The system property %s is \"%s\": it is \"local\" or \"containers\"."
                                .formatted(PROPERTY, value));
        };
    }
}
